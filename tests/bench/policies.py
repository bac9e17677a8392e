"""Versioned documents for the benchmark corpus (option `--versions`).

A document's versions follow one another as those of a real policy do: most of the
text stays, some sentences change, and every second version brings a new clause.
"""

import datetime
from dataclasses import dataclass

from pages import OWNERS, ROLES, TOPICS, keys, phrase, plain_scalar, slug
from words import Prose

CLAUSES = 10
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
        if index:
            amend(rng, prose, clauses, substantive=index % 2 == 0)
        versions.append(version(standing, clauses, index, count))
    return f"{slug(title)}-{number + 1}", title, versions


def version(standing, clauses, index, count):
    """One version from what stays the same and the clauses as they now stand."""
    effective = LAST_EFFECTIVE - datetime.timedelta(days=DAYS_BETWEEN_VERSIONS * (count - 1 - index))
    approved = effective - datetime.timedelta(days=DAYS_FROM_APPROVAL)
    front_matter = [*standing, f"approved_on: {approved}", f"effective: {effective}"]
    kind = "new" if index == 0 else "editorial" if index % 2 else "substantive"
    name = f"{1 + index // 2}.{index % 2}"
    return Version(name, effective, front_matter, text(clauses), kind)


def clause(rng, prose, number):
    """One clause; its id never changes and is unlike any other in the document."""
    heading = prose.phrase(2, 5)
    level = "##" if number % 3 == 0 else "###"
    line = f"{level} {heading} {{#{slug(heading)}-{number + 1}}}"
    return line, [prose.sentence() for _ in range(rng.randint(4, 7))]


def amend(rng, prose, clauses, substantive):
    """Change some sentences in place and perhaps add a clause."""
    for _, sentences in clauses:
        for place in range(len(sentences)):
            if rng.random() < SHARE_OF_SENTENCES_CHANGED:
                sentences[place] = prose.sentence()
    if substantive:
        clauses.append(clause(rng, prose, len(clauses)))


def text(clauses):
    """The body of a version."""
    return "\n\n".join(f"{heading}\n\n{' '.join(sentences)}" for heading, sentences in clauses) + "\n"
