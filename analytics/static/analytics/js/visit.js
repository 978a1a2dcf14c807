// Tells the market that a page was seen: its address and where the visitor came from. Nothing is
// kept in the browser, nothing goes to anybody else, and the market forgets who it was.

function say() {
  const address = location.pathname + location.search;
  const referrer = document.referrer.startsWith(location.origin) ? "" : document.referrer;
  navigator.sendBeacon("/-/visit", new URLSearchParams({ address, referrer }));
}

function sayOnceShown() {
  if (document.visibilityState === "visible") say();
  else document.addEventListener("visibilitychange", say, { once: true });
}

if (document.prerendering) {
  document.addEventListener("prerenderingchange", sayOnceShown, { once: true });
} else {
  sayOnceShown();
}

// A page that comes back from the browser's own memory is seen again.
addEventListener("pageshow", (event) => {
  if (event.persisted) say();
});
