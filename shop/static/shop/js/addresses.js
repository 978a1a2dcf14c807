// Fills the place of a Japanese postal code in while it is typed; without this, a button does it.

const DIGITS = /^[〒\s]*([0-9０-９]{3})[-－ー−]?([0-9０-９]{4})$/u;

const narrow = (text) => text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

function put(part, name, text) {
  const control = part.querySelector(`[data-address-field="${name}"]`);
  if (!control || !text) return;
  if (name === "street" && control.value.startsWith(text)) return;
  control.value = text;
}

async function find(part, input) {
  const match = DIGITS.exec(input.value.trim());
  if (!match) return;
  const code = narrow(match[1] + match[2]);
  if (part.dataset.found === code) return;
  part.dataset.found = code;
  const answer = await fetch(input.dataset.addressFind.replace("0000000", code), {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (!answer?.ok || part.dataset.found !== code) return;
  const place = await answer.json();
  for (const [name, text] of Object.entries(place.fields)) put(part, name, text);
  if (place.note) document.getElementById(`${input.id}-hint`)?.replaceChildren(place.note);
}

for (const part of document.querySelectorAll("[data-address]")) {
  const input = part.querySelector("[data-address-find]");
  if (!input) continue;
  part.dataset.found = narrow(input.value).replace(/\D/gu, "");
  input.addEventListener("input", () => find(part, input));
}
