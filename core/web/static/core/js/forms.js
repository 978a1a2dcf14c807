// What makes forms kinder: focus on what is wrong, one send per click, drafts kept on this device.

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// <form data-busy>: a second click while the first is under way sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent === "yes" && form.method === "post") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (button?.dataset.busyText) {
    button.setAttribute("aria-busy", "true");
    button.querySelector("span").textContent = button.dataset.busyText;
  }
  clearDraft(form);
});

// A page taken back from the browser's memory may send again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <select data-submits>, <input data-submits>: the choice itself sends the form. With the keyboard every
// arrow is a choice on the way to another one, so that the form waits for Enter or for leaving the field.
for (const control of document.querySelectorAll("[data-submits]")) {
  let isByKey = false;
  let isWaiting = false;
  const send = () => {
    isWaiting = false;
    if (control.checkValidity()) control.form.requestSubmit();
  };
  control.addEventListener("pointerdown", () => (isByKey = false));
  control.addEventListener("keydown", (event) => {
    isByKey = true;
    if (event.key !== "Enter" || !isWaiting) return;
    event.preventDefault();
    send();
  });
  control.addEventListener("change", () => (isByKey ? (isWaiting = true) : send()));
  control.addEventListener("blur", () => isWaiting && send());
}

// <form data-count-url data-count-target>: how many things the chosen filters would show.
for (const form of document.querySelectorAll("form[data-count-url]")) {
  const target = document.getElementById(form.dataset.countTarget);
  let latest = 0;
  form.addEventListener("change", async () => {
    const mine = ++latest;
    const query = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.dataset.countUrl}?${query}`).catch(() => null);
    if (target && answer?.ok && mine === latest) target.textContent = await answer.text();
  });
}

// <form data-draft="name">: what was typed survives a closed tab. Never for passwords, files or hidden fields.
const draftKey = (form) => `draft:${form.dataset.draft}`;

const draftFields = (form) =>
  [...form.elements].filter(
    (control) => control.name && !["password", "file", "hidden", "submit", "button"].includes(control.type),
  );

function clearDraft(form) {
  if (form.dataset.draft) store((memory) => memory.removeItem(draftKey(form)));
}

function store(use) {
  try {
    return use(window.localStorage);
  } catch {
    return null; // Storage may be full or forbidden; a form works without it.
  }
}

function keepDraft(form) {
  const kept = draftFields(form).map((control) => [
    control.name,
    ["checkbox", "radio"].includes(control.type) ? control.checked : control.value,
    control.value,
  ]);
  store((memory) => memory.setItem(draftKey(form), JSON.stringify(kept)));
}

function restoreDraft(form) {
  const kept = JSON.parse(store((memory) => memory.getItem(draftKey(form))) ?? "[]");
  for (const [name, state, value] of kept) {
    for (const control of draftFields(form).filter((one) => one.name === name)) {
      if (["checkbox", "radio"].includes(control.type)) {
        if (control.value === value) control.checked = state;
      } else if (!control.value) {
        control.value = state;
      }
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  if (!document.querySelector("[data-error-summary]")) restoreDraft(form);
  form.addEventListener("input", () => keepDraft(form));
}
