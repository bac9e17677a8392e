// Shows what is true today, when the page was built on an earlier day: the sentence about a version, the state of a review.
// Each element may carry the first day on which it is true (data-from) and the first on which it is not (data-until).

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

for (const group of document.querySelectorAll("[data-timezone]")) {
  const day = today(group.getAttribute("data-timezone") || "Europe/London");
  for (const element of group.querySelectorAll("[data-from], [data-until]")) {
    const from = element.getAttribute("data-from") ?? "";
    const until = element.getAttribute("data-until") ?? "9999-12-31";
    element.toggleAttribute("hidden", day < from || day >= until);
  }
}
