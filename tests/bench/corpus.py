"""Writes the benchmark corpus: `corpus.py PAGES OUT [--seed N]`.

The same pages are written as `OUT/vellum/content/`, as a Hugo site in `OUT/hugo/`
and as a Zola site in `OUT/zola/`, so that all generators get the same work. The same
arguments give the same bytes. Pages are written as they are made, a section at a time,
so the corpus may be larger than memory.
"""

import argparse
import multiprocessing
import shutil
from pathlib import Path

from pages import OWNERS, ROLES, TOPICS, Corpus, body, facts, front_matter, links_of, zola_front_matter
from policies import document
from words import Prose

HERE = Path(__file__).parent

# What has Vellum measure how hard texts are to read. Generated ones have grade 10 or so, so that nothing is found.
READING_AGE = ", reading_grade: 20"


def main():
    arguments = parse_arguments()
    corpus = Corpus(arguments.pages, arguments.seed, arguments.plain)
    shutil.rmtree(arguments.out, ignore_errors=True)
    write_frame(corpus, arguments.out, versions=arguments.versions)
    write_policies(corpus, arguments.out, arguments.documents, arguments.versions)
    write_sections(corpus, arguments.out)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Write the benchmark corpus for Vellum, Hugo and Zola.")
    parser.add_argument("pages", metavar="PAGES", type=int, help="number of pages, at least 10")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder to write; what is in it goes")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another corpus")
    parser.add_argument("--plain", action="store_true", help="leave out the code blocks")
    parser.add_argument("--versions", metavar="N", type=int, default=0, help="add policies of N versions each")
    parser.add_argument("--documents", metavar="N", type=int, default=20, help="how many policies, if any (20)")
    arguments = parser.parse_args()
    if arguments.pages < 10:
        parser.error("PAGES must be at least 10, so that pages have others to link to")
    return arguments


def write(path, text):
    """Write a file into a folder that may not exist yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


# What stands around the pages.


def write_frame(corpus, out, versions):
    """Settings, home page and collection page of all sites."""
    welcome = Prose(corpus.rng("home"), corpus.vocabulary).paragraph(4)
    content = out / "vellum" / "content"
    write(content / "portal.yaml", settings(versions))
    write(content / "index.md", f"---\ntitle: Generated portal\nsummary: Pages for measuring.\n---\n\n{welcome}\n")
    write(content / "guidance" / "index.md", "---\ntitle: Guidance\nsummary: All generated pages.\n---\n")
    shutil.copytree(HERE / "hugo", out / "hugo")
    write(out / "hugo" / "content" / "_index.md", f"---\ntitle: Generated portal\n---\n\n{welcome}\n")
    write(out / "hugo" / "content" / "guidance" / "_index.md", "---\ntitle: Guidance\n---\n")
    shutil.copytree(HERE / "zola" / "site", out / "zola")
    write(out / "zola" / "content" / "_index.md", f'+++\ntitle = "Generated portal"\n+++\n\n{welcome}\n')
    write(out / "zola" / "content" / "guidance" / "_index.md", '+++\ntitle = "Guidance"\nsort_by = "weight"\n+++\n')
    write(out / "zola" / "templates" / "sidebar.html", zola_sidebar(corpus))


def settings(versions):
    """The text of portal.yaml."""
    checked = f"review_every: 12 months{READING_AGE}"
    policies = [f"  policies: {{kind: versioned, title: Policies, numbered: true, {checked}}}"]
    lines = [
        "title: Generated portal",
        "organisation: Generated organisation",
        "base_url: https://portal.example/",
        "contacts:",
        *(f"  owner-{n}: {{title: Owner {n}, email: owner-{n}@portal.example}}" for n in range(1, OWNERS + 1)),
        "roles:",
        *(f"  role-{n}: {{title: Role {n}}}" for n in range(1, ROLES + 1)),
        "topics:",
        *(f"  topic-{n}: {{title: Topic {n}}}" for n in range(1, TOPICS + 1)),
        "collections:",
        *(policies if versions else []),
        f"  guidance: {{kind: living, title: Guidance, {checked}}}",
    ]
    return "\n".join(lines) + "\n"


def zola_sidebar(corpus):
    """The names of all sections, ready-made: Zola would ask for each of them anew on every page."""
    names = map(corpus.section_name, corpus.sections())
    links = "\n".join(f'<li><a href="/guidance/{folder}/">{title}</a></li>' for title, folder in names)
    return f'<nav class="side" aria-label="Sections">\n<ul>\n{links}\n</ul>\n</nav>\n'


# Pages, a section at a time.


def write_sections(corpus, out):
    """Write all sections, with as many processes as there are processors."""
    with multiprocessing.get_context("fork").Pool(initializer=share, initargs=(corpus, out)) as pool:
        for _ in pool.imap_unordered(write_section, corpus.sections()):
            pass


def share(corpus, out):
    """Keep in a worker what all its sections need, instead of sending it each time."""
    write_section.corpus, write_section.out = corpus, out


def write_section(section):
    """Write the pages of a section and its own page."""
    corpus, out = write_section.corpus, write_section.out
    title, folder = corpus.section_name(section)
    vellum, hugo, zola = (content / "guidance" / folder for content in contents(out))
    prose = Prose(corpus.rng("section text", section), corpus.vocabulary)
    summary, text = f"{prose.phrase(8, 14)}.", prose.paragraph(3)
    head = f"---\ntitle: {title}\nsummary: {summary}\n"
    write(vellum / "index.md", f"{head}order: {section + 1}\n---\n\n{text}\n")
    write(hugo / "_index.md", f"{head}weight: {section + 1}\n---\n\n{text}\n")
    head = f'+++\ntitle = "{title}"\ndescription = "{summary}"\nsort_by = "weight"\n'
    write(zola / "_index.md", f"{head}weight = {section + 1}\n+++\n\n{text}\n")
    for number in corpus.pages_of(section):
        write_page(corpus, number, vellum, hugo, zola)


def contents(out):
    """The folders with the pages of Vellum, Hugo and Zola."""
    return [out / name / "content" for name in ("vellum", "hugo", "zola")]


def write_page(corpus, number, vellum, hugo, zola):
    """Write one page for all generators."""
    page = corpus.page(number)
    links, known = links_of(corpus, page), facts(corpus, page)
    text = body(corpus, page, links)
    for folder, head, address in (
        (vellum, front_matter(known, "order"), file_address),
        (hugo, front_matter(known, "weight"), url_address),
        (zola, zola_front_matter(known), content_address),
    ):
        linked = text
        for place, link in enumerate(links):
            linked = linked.replace(f"@{place}@", address(page, link))
        write(folder / f"{page.slug}.md", f"{head}\n\n{linked}")


def file_address(page, link):
    """Vellum links from file to file."""
    folder = "" if link.target.section == page.section else f"../{link.target.section}/"
    return f"{folder}{link.target.slug}.md{fragment(link)}"


def url_address(page, link):
    """Hugo gets the relative address of the page that the file becomes."""
    folder = "../" if link.target.section == page.section else f"../../{link.target.section}/"
    return f"{folder}{link.target.slug}/{fragment(link)}"


def content_address(_, link):
    """Zola links to a file from the top of its content, and finds the page's address itself."""
    return f"@/guidance/{link.target.section}/{link.target.slug}.md{fragment(link)}"


def fragment(link):
    """The part of an address that names a heading."""
    return f"#{link.target.anchor}" if link.to_heading else ""


# Policies.


def write_policies(corpus, out, documents, count):
    """Write versioned documents: files for Vellum, a page a version for Hugo."""
    if not count:
        return
    vellum, hugo = out / "vellum" / "content", out / "hugo" / "content" / "policies"
    write(vellum / "policies" / "index.md", "---\ntitle: Policies\nsummary: All generated policies.\n---\n")
    write(hugo / "_index.md", "---\ntitle: Policies\n---\n")
    for number in range(documents):
        folder, title, versions = document(corpus, number, count)
        write(hugo / folder / "_index.md", f"---\ntitle: {title}\n---\n")
        for version in versions:
            head = "\n".join(version.front_matter)
            write(vellum / "policies" / folder / f"{version.name}.md", f"---\n{head}\n---\n\n{version.body}")
            hugo_name = version.name.replace(".", "-")
            write(hugo / folder / f"{hugo_name}.md", f"---\n{head}\nslug: \"{version.name}\"\n---\n\n{version.body}")
            entry = f"{version.effective}-{folder}.md"
            write(vellum / "changelog" / entry, change(folder, version))


def change(folder, version):
    """The changelog entry of a version."""
    head = f'date: {version.effective}\nkind: {version.kind}\ndocuments:\n  policies/{folder}: "{version.name}"'
    return f"---\n{head}\n---\nVersion {version.name} takes effect.\n"


if __name__ == "__main__":
    main()
