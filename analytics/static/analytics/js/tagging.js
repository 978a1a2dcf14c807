// Google's counting, with Consent Mode v2: everything is denied, and nothing of Google's is loaded,
// until the visitor has said yes. A no, and Global Privacy Control, need no loading at all.

const settings = document.querySelector("script[data-measurement]").dataset;
const question = document.querySelector("[data-consent]");
const answer = document.cookie.match(/(?:^|; )choices=([^;]*)/)?.[1];
const said = answer?.split(".") ?? [];
const wishesPrivacy = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

function tell() {
  // Google's code tells a command from data by its being an `arguments` object.
  globalThis.dataLayer.push(arguments);
}

function count() {
  globalThis.dataLayer = globalThis.dataLayer || [];
  const denied = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied" };
  tell("consent", "default", { ...denied, analytics_storage: "denied" });
  tell("consent", "update", { ...denied, analytics_storage: "granted" });
  tell("js", new Date());
  tell("config", settings.measurement);
  const code = document.createElement("script");
  code.async = true;
  code.src = `${settings.address}?id=${encodeURIComponent(settings.measurement)}`;
  document.head.append(code);
}

if (!wishesPrivacy) {
  if (said[0] !== "1") question?.removeAttribute("hidden");
  else if (said.includes("counting")) count();
}
