"""Versioned documents for the benchmark corpus (option `--versions`).

A document's versions follow one another as those of a real policy do: most of the
text stays, some sentences change, and every second version brings a new clause. Once
there are `MOST_CLAUSES`, the new one takes the place of the oldest, so that versions
do not grow with their number.
"""

import datetime
from dataclasses import dataclass

from pages import OWNERS, ROLES, TOPICS, keys, phrase, plain_scalar, slug
from words import Prose

CLAUSES = 10
MOST_CLAUSES = 12
DAYS_BETWEEN_VERSIONS = 90
LAST_EFFECTIVE = datetime.date(2026, 6, 1)
DAYS_FROM_APPROVAL = 14
SHARE_OF_SENTENCES_CHANGED = 0.06


@dataclass(frozen=True)
class Version:
    """One version of a document."""

    name: str
    effective: datetime.date
    front_matter: list
    body: str
    kind: str


def document(corpus, number, count):
    """A document's slug, its title and its `count` versions, oldest first."""
    title = phrase(corpus, "policy", number)
    rng = corpus.rng("policy text", number)
    prose = Prose(rng, corpus.vocabulary)
    standing = [
        f"title: {title}",
        f"summary: {plain_scalar(prose.sentence())}",
        f"owner: owner-{rng.randint(1, OWNERS)}",
        "approved_by: owner-1",
        "review_every: 12 months",
        f"roles: [{', '.join(keys(rng, 'role', ROLES))}]",
        f"topics: [{', '.join(keys(rng, 'topic', TOPICS))}]",
    ]
    clauses = [clause(rng, prose, number) for number in range(CLAUSES)]
    versions = []
    for index in range(count):
        retired = amend(rng, prose, clauses, index) if index else None
        versions.append(version(standing + retired_clause(retired), clauses, index, count))
    return f"{slug(title)}-{number + 1}", title, versions


def version(standing, clauses, index, count):
    """One version from what stays the same and the clauses as they now stand."""
    effective = LAST_EFFECTIVE - datetime.timedelta(days=DAYS_BETWEEN_VERSIONS * (count - 1 - index))
    approved = effective - datetime.timedelta(days=DAYS_FROM_APPROVAL)
    front_matter = [*standing, f"approved_on: {approved}", f"effective: {effective}"]
    kind = "new" if index == 0 else "editorial" if index % 2 else "substantive"
    name = f"{1 + index // 2}.{index % 2}"
    return Version(name, effective, front_matter, text(clauses), kind)


def retired_clause(retired):
    """The front matter for a clause that gave way to another: the anchors of the two."""
    return [f"retired: {{{retired[0]}: {retired[1]}}}"] if retired else []


@dataclass
class Clause:
    """A clause; its id never changes and is unlike any other in the document."""

    number: int
    level: str
    heading: str
    sentences: list

    @property
    def anchor(self):
        """Its id."""
        return f"{slug(self.heading)}-{self.number + 1}"


def clause(rng, prose, number):
    """A new clause."""
    level = "##" if number % 3 == 0 else "###"
    return Clause(number, level, prose.phrase(2, 5), [prose.sentence() for _ in range(rng.randint(4, 7))])


def amend(rng, prose, clauses, index):
    """Change some sentences in place and perhaps add a clause; the anchors of one that went and of its successor."""
    for one in clauses:
        for place in range(len(one.sentences)):
            if rng.random() < SHARE_OF_SENTENCES_CHANGED:
                one.sentences[place] = prose.sentence()
    if index % 2:
        return None
    new = clause(rng, prose, CLAUSES + index // 2 - 1)
    if len(clauses) < MOST_CLAUSES:
        clauses.append(new)
        return None
    oldest = min(range(len(clauses)), key=lambda place: clauses[place].number)
    gone, new.level = clauses[oldest], clauses[oldest].level
    clauses[oldest] = new
    return gone.anchor, new.anchor


def text(clauses):
    """The body of a version."""
    return "\n\n".join(f"{one.level} {one.heading} {{#{one.anchor}}}\n\n{' '.join(one.sentences)}" for one in clauses) + "\n"
