// The service worker keeps the program on the phone: it opens in airplane mode.
//
// It never takes over by itself: a gate must not change its version in a queue. The page asks for it ("update-now") when
// nothing waits and nobody was scanned for a minute.
declare const self: ServiceWorkerGlobalScope;

const CACHE = "gate-" + VERSION;
const HOME = "/gate/";
const TRUST = "/gate/trust"; // a station's pages: what a phone installs there must come from the station

self.addEventListener("install", (e) => {
	e.waitUntil(caches.open(CACHE).then((c) => c.addAll(PRECACHE.map((address) => new Request(address, { cache: "reload" })))));
});

self.addEventListener("activate", (e) => {
	e.waitUntil(
		caches.keys()
			.then((all) => Promise.all(all.filter((name) => name.startsWith("gate-") && name !== CACHE).map((name) => caches.delete(name))))
			.then(() => self.clients.claim()),
	);
});

self.addEventListener("message", (e) => {
	if (e.data === "update-now") void self.skipWaiting();
});

self.addEventListener("fetch", (e) => {
	const address = new URL(e.request.url);
	if (e.request.method !== "GET" || address.origin !== self.location.origin || !address.pathname.startsWith(HOME) || address.pathname.startsWith(TRUST)) return; // what is asked of the server goes to the server
	const kept = e.request.mode === "navigate" ? HOME : address.pathname;
	e.respondWith(caches.open(CACHE).then((c) => c.match(kept)).then((found) => found ?? fetch(e.request)));
});
export {};
