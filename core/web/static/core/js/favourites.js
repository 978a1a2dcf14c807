// Whether the visitor keeps what a page shows: the page is the same for everybody, so this asks for itself.

async function ask(form) {
  const answer = await fetch(form.dataset.favourite, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || !(await answer.json()).is_kept) return;
  const kept = document.createElement("input");
  kept.type = "hidden";
  kept.name = "is_kept";
  kept.value = "no";
  form.append(kept);
  const button = form.querySelector("button");
  button.querySelector("span").textContent = button.dataset.keptText;
  form.classList.add("heart--kept");
}

for (const form of document.querySelectorAll("[data-favourite]")) ask(form);
