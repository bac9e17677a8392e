"""The pages of the benchmark corpus as data: what they are called, say and link to.

A page is a pure function of the seed, the number of pages and its own number.
So pages can be made in any order, by several processes, and none is kept; and a
page that links to another can name it without making its text.
"""

import datetime
import random
from dataclasses import dataclass

from snippets import snippet
from words import Prose, Vocabulary

PAGES_PER_SECTION = 50
LINKS = 5
OWNERS, ROLES, TOPICS = 7, 10, 10

# Levels of the ten headings; none skips a level.
OUTLINES = ["2323323233", "2332323323", "2233233323", "2323233332"]

# All reviews are due well after the day for which the benchmark builds.
OLDEST_UPDATE = datetime.date(2026, 4, 1)
DAYS_OF_UPDATES = 230


@dataclass(frozen=True)
class Page:
    """What other pages may know of a page."""

    number: int
    section: str
    slug: str
    title: str
    first_heading: str
    anchor: str


@dataclass(frozen=True)
class Link:
    """A link from one page to another, perhaps to its first heading."""

    target: Page
    to_heading: bool


class Corpus:
    """Everything that the pages are made from."""

    def __init__(self, pages, seed=1, plain=False):
        self.pages = pages
        self.seed = seed
        self.plain = plain
        self.vocabulary = Vocabulary(seed)

    def rng(self, *key):
        """Random numbers for one purpose, the same in every process."""
        return random.Random("/".join(map(str, (self.seed, *key))))

    def sections(self):
        """The numbers of the sections."""
        return range((self.pages + PAGES_PER_SECTION - 1) // PAGES_PER_SECTION)

    def pages_of(self, section):
        """The numbers of the pages in a section."""
        first = section * PAGES_PER_SECTION
        return range(first, min(first + PAGES_PER_SECTION, self.pages))

    def section_name(self, section):
        """The title and the folder of a section."""
        title = phrase(self, "section", section)
        return title, f"{slug(title)}-{section + 1}"

    def page(self, number):
        """What a page is called and where it lies."""
        title = phrase(self, "title", number)
        heading = phrase(self, "heading", number)
        _, folder = self.section_name(number // PAGES_PER_SECTION)
        return Page(number, folder, f"{slug(title)}-{number + 1}", title, heading, slug(heading))


def phrase(corpus, *key):
    """Two to five words, common and telling ones, that depend on nothing but the key."""
    rng = corpus.rng(*key)
    telling = rng.choices(corpus.vocabulary.subjects, k=rng.randint(1, 3))
    words = telling + corpus.vocabulary.draw(rng, rng.randint(1, 2))
    return " ".join(rng.sample(words, len(words))).capitalize()


def slug(text):
    """A phrase as part of an address."""
    return text.lower().replace(" ", "-")


@dataclass(frozen=True)
class Facts:
    """What a page's front matter says; `order` is its place in its section."""

    title: str
    summary: str
    owner: str
    roles: list
    topics: list
    updated: datetime.date
    order: int


def facts(corpus, page):
    """What the front matter of a page says, in whichever form."""
    rng = corpus.rng("front", page.number)
    updated = OLDEST_UPDATE + datetime.timedelta(days=rng.randrange(DAYS_OF_UPDATES))
    summary = plain_scalar(Prose(rng, corpus.vocabulary).sentence())
    owner = f"owner-{rng.randint(1, OWNERS)}"
    roles, topics = keys(rng, "role", ROLES), keys(rng, "topic", TOPICS)
    return Facts(page.title, summary, owner, roles, topics, updated, page.number % PAGES_PER_SECTION + 1)


def front_matter(known, order_key):
    """Front matter as YAML, for Vellum and Hugo; `order_key` is what a generator calls the order."""
    return "\n".join([
        "---",
        f"title: {known.title}",
        f"summary: {known.summary}",
        f"owner: {known.owner}",
        f"roles: [{', '.join(known.roles)}]",
        f"topics: [{', '.join(known.topics)}]",
        f"updated: {known.updated}",
        "review_every: 12 months",
        f"{order_key}: {known.order}",
        "---",
    ])


def zola_front_matter(known):
    """The same as TOML, with the names that Zola has for it. No text in it has quotes."""
    return "\n".join([
        "+++",
        f'title = "{known.title}"',
        f'description = "{known.summary}"',
        f"date = {known.updated}",
        f"weight = {known.order}",
        "[taxonomies]",
        f"roles = {quoted(known.roles)}",
        f"topics = {quoted(known.topics)}",
        "[extra]",
        f'owner = "{known.owner}"',
        'review_every = "12 months"',
        "+++",
    ])


def quoted(names):
    """A list of names as TOML."""
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def plain_scalar(sentence):
    """A sentence as a YAML value that needs no quotes."""
    return sentence.replace("*", "")


def keys(rng, name, count):
    """One to three keys of a list that portal.yaml declares."""
    return [f"{name}-{n}" for n in sorted(rng.sample(range(1, count + 1), rng.randint(1, 3)))]


def body(corpus, page, links):
    """The page's text, in which `@0@` to `@4@` stand for the addresses of its links."""
    rng = corpus.rng("body", page.number)
    prose = Prose(rng, corpus.vocabulary)
    places = rng.sample(range(10), 10)
    insides = {
        place: f"[{link.target.title}](@{number}@)"
        for number, (place, link) in enumerate(zip(places, links))
    }
    insides[places[5]] = "as noted[^1]"
    blocks = {
        places[6]: bullets(rng, prose),
        places[7]: steps(rng, prose),
        places[8]: table(rng, prose),
        places[9]: "" if corpus.plain else snippet(rng, prose),
    }
    parts = []
    for place, heading in enumerate(headings(rng, prose, page)):
        parts += [heading, *paragraphs(rng, prose, insides.get(place, "")), blocks.get(place, "")]
    parts.append(f"[^1]: {prose.sentence()}")
    return "\n\n".join(filter(None, parts)) + "\n"


def links_of(corpus, page):
    """Three links to pages near by and two to any, one of them to a heading."""
    rng = corpus.rng("links", page.number)
    found = []
    while len(found) < LINKS:
        near = page.number + rng.randint(-20, 20)
        number = (near if len(found) < 3 else rng.randrange(corpus.pages)) % corpus.pages
        if number != page.number:
            found.append(Link(corpus.page(number), to_heading=len(found) == 3))
    return found


def headings(rng, prose, page):
    """Ten headings that differ from each other; the first has an id of its own."""
    seen = {page.first_heading.lower()}
    outline = rng.choice(OUTLINES)
    made = [f"## {page.first_heading} {{#{page.anchor}}}"]
    while len(made) < len(outline):
        text = prose.phrase(2, 5)
        if text.lower() not in seen:
            seen.add(text.lower())
            made.append(f"{'#' * int(outline[len(made)])} {text}")
    return made


def paragraphs(rng, prose, inside):
    """One or two paragraphs, the first with `inside` in it."""
    first = prose.paragraph(rng.randint(2, 5), inside)
    return [first] if rng.random() < 0.6 else [first, prose.paragraph(rng.randint(2, 5))]


def bullets(rng, prose):
    """A list without numbers."""
    return "\n".join(f"- {prose.phrase(5, 13)}" for _ in range(rng.randint(3, 6)))


def steps(rng, prose):
    """A list with numbers."""
    return "\n".join(f"{n}. {prose.phrase(6, 14)}" for n in range(1, rng.randint(4, 6)))


def table(rng, prose):
    """A table of three columns and some rows."""
    rows = [f"| {prose.phrase(1, 2)} | {prose.phrase(1, 2)} | {prose.phrase(1, 2)} |", "| --- | --- | --- |"]
    rows += [
        f"| {prose.phrase(1, 3)} | {prose.phrase(2, 5)} | {rng.randint(1, 400)} {prose.words(1)[0]} |"
        for _ in range(rng.randint(4, 6))
    ]
    return "\n".join(rows)
