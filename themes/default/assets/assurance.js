// Filters the duties by role, by theme and by what is lacking. Without this script the page shows them all.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("_filters"));

/** Shows what the filters ask for, and says how many that are. @param {HTMLFormElement} filters */
function apply(filters) {
  const chosen = new FormData(filters);
  const [role, theme, gaps] = ["role", "theme", "gaps"].map((name) => chosen.get(name) ?? "");
  let shown = 0;
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".theme"))) {
    let left = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll("tbody tr"))) {
      const ofRole = role === "" || (row.dataset.roles ?? "").split(" ").includes(String(role));
      row.hidden = !(ofRole && (theme === "" || section.dataset.theme === theme) && (gaps === "" || "gap" in row.dataset));
      if (!row.hidden) left += 1;
    }
    section.hidden = left === 0;
    shown += left;
  }
  const status = filters.querySelector("output");
  if (status) status.textContent = "t:assurance_shown".replace("{n}", String(shown));
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", () => apply(form));
  form.addEventListener("submit", (event) => event.preventDefault());
}
