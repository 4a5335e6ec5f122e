// A passkey is asked for, or made, by the browser; its answer goes into the form, and the form is posted as any other.
const bytes = (s) => Uint8Array.from(atob(s.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (e) => {
    if (form.elements.answer.value) return; // the answer is there: let it go
    e.preventDefault();
    const asked = JSON.parse(form.dataset.options).publicKey;
    asked.challenge = bytes(asked.challenge);
    for (const k of [...(asked.allowCredentials ?? []), ...(asked.excludeCredentials ?? [])]) k.id = bytes(k.id);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    try {
      const got = await navigator.credentials[form.dataset.passkey]({ publicKey: asked });
      const response = {};
      for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
        if (got.response[name]) response[name] = text(got.response[name]);
      }
      form.elements.answer.value = JSON.stringify({ id: got.id, rawId: text(got.rawId), type: got.type, response, clientExtensionResults: got.getClientExtensionResults() });
      form.requestSubmit();
    } catch {
      form.querySelector("[data-passkey-said]").textContent = "Chưa dùng được khóa truy cập. Hãy thử lại, hoặc dùng cách khác trên trang này.";
    }
  });
}
