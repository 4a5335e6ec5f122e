// Runs before the first paint: says that scripts run, so that what needs them may show.
// The theme itself is written into the page by the server, from a cookie; nothing flashes.
document.documentElement.classList.add("on");
