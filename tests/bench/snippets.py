"""Fenced code blocks for the benchmark corpus: 15 lines of YAML or JSON.

Every page has another block, so that a highlighter that remembers what it has
done before gains nothing from it.
"""

LINES = 15


def snippet(rng, prose):
    """A fenced block in one of the two languages."""
    language, lines = rng.choice([("yaml", yaml_lines), ("json", json_lines)])
    return "\n".join([f"```{language}", *lines(rng, prose), "```"])


def yaml_lines(rng, prose):
    """A comment, plain values, a list of mappings and a nested mapping."""
    a, b, c, d, e, f = prose.words(6)
    first, second = prose.words(2)
    return [
        f"# {prose.phrase(4, 7)}",
        f"name: {a}-{b}",
        f"version: {version(rng)}",
        f"enabled: {rng.choice(['true', 'false'])}",
        f'message: "{prose.phrase(3, 6)}"',
        "steps:",
        f"  - id: {first}",
        f"    limit: {rng.randint(1, 999)}",
        f"    with: [{c}, {d}]",
        f"  - id: {second}",
        f"    limit: {rng.randint(1, 999)}",
        f"    ratio: {rng.random():.2f}",
        "schedule:",
        f"  every: {rng.randint(1, 90)} {e}",
        f"  owner: null  # {f}",
    ]


def json_lines(rng, prose):
    """An object with plain values, a list of objects and a nested object."""
    a, b, c, d, e, f = prose.words(6)
    first, second = prose.words(2)
    return [
        "{",
        f'  "name": "{a}-{b}",',
        f'  "version": "{version(rng)}",',
        f'  "enabled": {rng.choice(["true", "false"])},',
        f'  "message": "{prose.phrase(3, 6)}",',
        '  "steps": [',
        f'    {{"id": "{first}", "limit": {rng.randint(1, 999)}}},',
        f'    {{"id": "{second}", "limit": {rng.randint(1, 999)}, "owner": null}}',
        "  ],",
        '  "schedule": {',
        f'    "every": {rng.randint(1, 90)},',
        f'    "unit": "{c}",',
        f'    "words": ["{d}", "{e}", "{f}"]',
        "  }",
        "}",
    ]


def version(rng):
    """A version number of three parts."""
    return ".".join(str(rng.randint(0, 20)) for _ in range(3))
