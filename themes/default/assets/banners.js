// Shows the sentence about a version that is true today, when the page was built on an earlier day.
// Each sentence may carry the first day on which it is true (data-from) and the first on which it is not (data-until).

/**
 * Today in a time zone.
 * @param {string} timeZone an IANA name
 * @returns {string} YYYY-MM-DD
 */
function today(timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(new Date());
  /** @param {string} type */
  const part = (type) => parts.find((found) => found.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

for (const group of document.querySelectorAll(".banners")) {
  const day = today(group.getAttribute("data-timezone") || "Europe/London");
  for (const banner of group.querySelectorAll(".banner")) {
    const from = banner.getAttribute("data-from") ?? "";
    const until = banner.getAttribute("data-until") ?? "9999-12-31";
    banner.toggleAttribute("hidden", day < from || day >= until);
  }
}
