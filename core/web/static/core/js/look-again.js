// Something is on its way: the page looks for itself, for a minute, instead of asking to be reloaded.

const wait = document.querySelector("[data-looks-again]");
const key = `looks-again ${location.pathname}`;
const looked = Number(sessionStorage.getItem(key) ?? 0);

if (!wait) sessionStorage.removeItem(key);
else if (looked < 20) {
  sessionStorage.setItem(key, String(looked + 1));
  setTimeout(() => location.reload(), looked < 5 ? 1500 : 4000);
}
