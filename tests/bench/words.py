"""Invented words and prose for the benchmark corpus.

Speed depends on what the text is like: a search index, for one, costs as much as
the text has distinct words. So the words follow the curve of natural text. A few
words are everywhere, most are rare, frequent words are short, many words are
forms of another word, and a page keeps coming back to the words of its subject.
Nothing here is taken from any text: words are put together from syllables.
"""

import random
from itertools import accumulate

VOCABULARY_SIZE = 100_000

# Zipf's law with the bend that long texts show: past the first few thousand
# ranks, frequency falls about with the square of the rank.
BEND = 4_000
TAIL_EXPONENT = 2.2

# This share of a page's words is about its subject, which has so many words.
SUBJECT_SHARE = 0.3
SUBJECT_WORDS = 40

ONSETS = "b d l m r s t v w j h k b d l m r s t v br dr tr st th".split()
VOWELS = "a a a e e e i i i o o u ai ou".split()
CODAS = ["", "", "", "n", "l", "r", "m", "nd", "st"]
ENDINGS = ["s", "s", "ed", "ing"]

# What the syllables may make that the rule `house-style` would find on every other page.
ENGLISH = {"ten", "seven"}


class Vocabulary:
    """The words, most frequent first, and the curve to draw them by."""

    def __init__(self, seed):
        self.words = make_words(random.Random(f"{seed}/words"))
        self.cumulative = list(accumulate(map(frequency, range(1, len(self.words) + 1))))
        # The words that can be a subject: neither the commonest nor the rarest.
        self.subjects = self.words[300:12_000]

    def draw(self, rng, count):
        """`count` words, each drawn by its frequency."""
        return rng.choices(self.words, cum_weights=self.cumulative, k=count)


def frequency(rank):
    """How often the word of a rank occurs, up to a common factor."""
    head = 1 / (min(rank, BEND) + 1)
    return head if rank <= BEND else head * (BEND / rank) ** TAIL_EXPONENT


def make_words(rng):
    """Distinct words by rank: the more frequent, the shorter."""
    words, stems, seen = [], [], set()
    while len(words) < VOCABULARY_SIZE:
        rank = len(words)
        inflected = rank > 1_000 and rng.random() < 0.35
        word = inflect(rng, stems) if inflected else invent(rng, rank)
        if word in seen or word in ENGLISH:
            continue
        seen.add(word)
        words.append(word)
        if not inflected and rank > 100:
            stems.append(word)
    return words


def inflect(rng, stems):
    """A form of a word that exists already."""
    return rng.choice(stems) + rng.choice(ENDINGS)


def invent(rng, rank):
    """A word of one to four syllables."""
    if rank < 60:
        return rng.choice(ONSETS) + rng.choice("aeiou") + rng.choice(["", "n", "r"])
    longest = 2 if rank < 5_000 else 3 if rank < 30_000 else 4
    count = rng.randint(1 if rank < 600 else 2, longest)
    body = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(count))
    return body + rng.choice(CODAS)


class Prose:
    """An endless supply of text about one subject."""

    def __init__(self, rng, vocabulary):
        self.rng = rng
        self.vocabulary = vocabulary
        self.subject = rng.choices(vocabulary.subjects, k=SUBJECT_WORDS)
        self.stock = []

    def words(self, count):
        """The next `count` words."""
        if len(self.stock) < count:
            self.stock = self.refill()
        taken = self.stock[-count:]
        del self.stock[-count:]
        return taken

    def refill(self):
        rng, subject = self.rng, self.subject
        drawn = self.vocabulary.draw(rng, 200)
        return [rng.choice(subject) if rng.random() < SUBJECT_SHARE else word for word in drawn]

    def phrase(self, shortest, longest):
        """A few words without a full stop, such as a heading or a list item."""
        return " ".join(self.words(self.rng.randint(shortest, longest))).capitalize()

    def sentence(self, inside=""):
        """A sentence, with `inside` (a link, a footnote) put after some of its words."""
        length = min(30, max(5, round(self.rng.gauss(15, 5))))
        words = self.words(length)
        words[0] = words[0].capitalize()
        if length > 9:
            words[length // 2] += ","
        if length > 12 and self.rng.random() < 0.08:
            words[2] = f"**{words[2]}**"
        if inside:
            words.insert(length // 2 + 1, inside)
        return " ".join(words) + "."

    def paragraph(self, sentences, inside=""):
        """A paragraph of so many sentences; `inside` goes into one of them."""
        place = self.rng.randrange(sentences) if inside else -1
        return " ".join(self.sentence(inside if i == place else "") for i in range(sentences))
