// Passkeys: the form carries the question, the browser asks the device, the answer goes back with the form.

const isAddress = /^[\d.]+$|^\[/.test(window.location.hostname); // a passkey belongs to a name, never to a number
const canAsk =
  !isAddress &&
  typeof PublicKeyCredential !== "undefined" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

const asking = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!canAsk) {
    form.querySelector("[data-passkey-missing]").hidden = false;
    form.querySelector("button").disabled = true;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const credential = await asking[form.dataset.passkey](JSON.parse(form.dataset.passkeyOptions));
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false; // Cancelled, timed out, or known already: the person decides what next.
      delete form.dataset.sent;
    }
  });
}
