// Takes a day to the version or edition that was in force on it. The table of the page says which: each of its rows has
// the first day (data-from) and, where it ends, the first day after (data-until), and a link. A timeline that is wider than
// its page begins at today.

for (const box of document.querySelectorAll("[data-periods]")) {
  const rows = [...document.querySelectorAll(`#${box.getAttribute("data-periods")} tr[data-from]`)]
    .map((row) => ({
      from: row.getAttribute("data-from") ?? "",
      until: row.getAttribute("data-until") ?? "9999-12-31",
      link: row.querySelector("a"),
    }))
    .sort((one, other) => (one.from < other.from ? 1 : -1));
  const input = box.querySelector("input");
  const answer = box.querySelector("output");

  /** @param {string} day YYYY-MM-DD */
  const long = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

  /**
   * @param {string} message the name of an attribute with a sentence
   * @param {string} day for {date}
   */
  const say = (message, day) => {
    if (answer === null) return;
    answer.textContent = (box.getAttribute(message) ?? "").replace("{date}", day === "" ? "" : long(day));
    input?.setAttribute("aria-invalid", "true");
    input?.focus();
  };

  const go = () => {
    const day = input?.value ?? "";
    const earliest = rows.at(-1)?.from ?? "";
    const found = rows.find((row) => row.from <= day && day < row.until);
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) say("data-invalid", "");
    else if (day < earliest) say("data-early", earliest);
    else if (!found?.link) say("data-none", day);
    else {
      input?.removeAttribute("aria-invalid");
      if (answer !== null) answer.textContent = "";
      window.location.assign(found.link.href);
    }
  };

  box.querySelector("button")?.addEventListener("click", go);
  input?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go();
  });
  box.removeAttribute("hidden");
}

const timeline = document.querySelector(".scroll");
const today = timeline?.querySelector(".today");
if (timeline && today) {
  // With room for its date.
  timeline.scrollLeft += today.getBoundingClientRect().left - timeline.getBoundingClientRect().left - 0.55 * timeline.clientWidth;
}
