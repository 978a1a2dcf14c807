// Minus and plus beside a number.

for (const box of document.querySelectorAll("[data-quantity]")) {
  const input = box.querySelector("input");
  const steps = [...box.querySelectorAll("[data-step]")];

  const show = () => {
    for (const step of steps) {
      const next = Number(input.value) + Number(step.dataset.step);
      step.disabled = next < Number(input.min) || next > Number(input.max);
    }
  };

  for (const step of steps) {
    step.addEventListener("click", () => {
      input.value = String(Number(input.value) + Number(step.dataset.step));
      show();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  input.addEventListener("input", show);
  show();
}
