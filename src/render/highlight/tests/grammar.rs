//! Languages that syntect's grammars describe.

use syntect::parsing::syntax_definition::Pattern;
use syntect::parsing::{Regex, SyntaxSet};

use super::check;

#[test]
fn bash() {
    check(
        "bash",
        "\
#!/bin/sh
out=\"${1:-public}\" # c
if [ -f $HOME/x ]; then
  vellum build --out \"$out\" | tee 'log' && echo $((1 + 2))
fi
",
        r##"<span class="c">#!/bin/sh</span>
<span class="v">out</span><span class="o">=</span><span class="s">"</span><span class="v">${1</span><span class="o">:-</span><span class="v">public}</span><span class="s">"</span> <span class="c"># c</span>
<span class="k">if</span> <span class="f">[</span> <span class="v">-f $HOME</span>/x <span class="f">]</span>; <span class="k">then</span>
  <span class="f">vellum</span> build <span class="v">--out</span> <span class="s">"</span><span class="v">$out</span><span class="s">"</span> <span class="o">|</span> <span class="f">tee</span> <span class="s">'log'</span> <span class="o">&amp;&amp;</span> <span class="f">echo</span> $((<span class="n">1</span> <span class="o">+</span> <span class="n">2</span>))
<span class="k">fi</span>
"##,
    );
}

#[test]
fn rust() {
    check(
        "rust",
        "pub fn f<'a>(x: &'a str) -> T { println!(\"{}\\n\", 0x1f_u32); true }",
        r#"<span class="k">pub fn</span> <span class="f">f</span>&lt;<span class="t">'a</span>&gt;(<span class="v">x</span>: <span class="o">&amp;</span><span class="t">'a</span> <span class="k">str</span>) -&gt; T { <span class="f">println!</span>(<span class="s">"</span><span class="e">{}\n</span><span class="s">"</span>, <span class="n">0x1f_u32</span>); <span class="b">true</span> }"#,
    );
}

#[test]
fn html_with_a_style_and_a_script() {
    check(
        "html",
        "<p class=\"a\">&copy;</p><!-- c -->\n<style>p { color: #fff }</style>\n<script>let x = 'y';</script>\n",
        r#"&lt;<span class="y">p</span> <span class="v">class</span>=<span class="s">"a"</span>&gt;<span class="e">&amp;copy;</span>&lt;/<span class="y">p</span>&gt;<span class="c">&lt;!-- c --&gt;</span>
&lt;<span class="y">style</span>&gt;<span class="y">p</span> { <span class="y">color</span>: <span class="n">#fff</span> }&lt;/<span class="y">style</span>&gt;
&lt;<span class="y">script</span>&gt;<span class="k">let</span> x <span class="o">=</span> <span class="s">'y'</span>;&lt;/<span class="y">script</span>&gt;
"#,
    );
}

#[test]
fn css() {
    check(
        "css",
        "a.b:hover { --x: 1rem; color: var(--x); display: none !important; }",
        r#"<span class="y">a</span><span class="t">.b</span><span class="k">:hover</span> { <span class="v">--x</span>: <span class="n">1rem</span>; <span class="y">color</span>: <span class="f">var</span>(<span class="v">--x</span>); <span class="y">display</span>: <span class="b">none</span> <span class="k">!important</span>; }"#,
    );
}

#[test]
fn javascript_with_code_in_a_template() {
    check(
        "js",
        "const f = {a: `x ${b + 1}`}; // c",
        r#"<span class="k">const</span> f <span class="o">=</span> {<span class="y">a</span>: <span class="s">`x </span>${b <span class="o">+</span> <span class="n">1</span>}<span class="s">`</span>}; <span class="c">// c</span>"#,
    );
}

#[test]
fn python() {
    check(
        "python",
        "@cache\ndef f(a, b=None):\n    return not a and r'\\d' in \"%s\" % len(b)\n",
        r#"@<span class="f">cache</span>
<span class="k">def</span> <span class="f">f</span>(<span class="v">a</span>, <span class="v">b</span><span class="o">=</span><span class="b">None</span>):
    <span class="k">return not</span> a <span class="k">and</span> <span class="s">r'</span><span class="e">\d</span><span class="s">'</span> <span class="k">in</span> <span class="s">"</span><span class="e">%s</span><span class="s">"</span> <span class="o">%</span> <span class="f">len</span>(b)
"#,
    );
}

#[test]
fn diff() {
    check(
        "diff",
        "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n-old <b>\n+new\n",
        r#"<span class="k">--- a/x</span>
<span class="k">+++ b/x</span>
<span class="k">@@ -1,2 +1,2 @@</span>
 same
<span class="d">-old &lt;b&gt;</span>
<span class="i">+new</span>
"#,
    );
}

#[test]
fn xml() {
    check(
        "xml",
        "<?xml version=\"1.0\"?>\n<a:b c='1'>&lt;<!-- c --></a:b>\n",
        r#"&lt;?<span class="y">xml</span> <span class="v">version</span>=<span class="s">"1.0"</span>?&gt;
&lt;<span class="y">a:b</span> <span class="v">c</span>=<span class="s">'1'</span>&gt;<span class="e">&amp;lt;</span><span class="c">&lt;!-- c --&gt;</span>&lt;/<span class="y">a:b</span>&gt;
"#,
    );
}

#[test]
fn sql() {
    check(
        "sql",
        "-- c\nSELECT a.id, COUNT(*) FROM t WHERE n = 'x' LIMIT 10;",
        r#"<span class="c">-- c</span>
<span class="k">SELECT</span> a.id, <span class="f">COUNT</span>(<span class="o">*</span>) <span class="k">FROM</span> t <span class="k">WHERE</span> n <span class="o">=</span> <span class="s">'x'</span> <span class="k">LIMIT</span> <span class="n">10</span>;"#,
    );
}

#[test]
fn markdown() {
    check(
        "markdown",
        "# Title\n\nUse `code` and [a link](../x.md).\n\n> quote\n",
        r#"<span class="k"># Title</span>

Use <span class="s">`code`</span> and [a link](<span class="s">../x.md</span>).

<span class="c">&gt; quote</span>
"#,
    );
}

#[test]
fn a_last_line_reads_the_same_without_its_line_end() {
    check("bash", "# c", "<span class=\"c\"># c</span>");
    check("bash", "# c\n", "<span class=\"c\"># c</span>\n");
    check("diff", "+x\r\n-y", "<span class=\"i\">+x</span>\r\n<span class=\"d\">-y</span>");
}

/// syntect panics when a grammar's regex does not compile, and it compiles each
/// when it is first needed; an update must not bring one that fancy-regex refuses.
#[test]
#[cfg_attr(debug_assertions, ignore = "takes a minute without optimisation")]
fn every_regex_of_the_grammars_compiles() {
    let grammars = SyntaxSet::load_defaults_newlines().into_builder();
    for syntax in grammars.syntaxes() {
        let patterns = syntax.contexts.values().flat_map(|context| &context.patterns);
        for pattern in patterns {
            let Pattern::Match(pattern) = pattern else {
                continue;
            };
            let mut regex = pattern.regex().regex_str().to_owned();
            if pattern.has_captures {
                for group in 0..10 {
                    regex = regex.replace(&format!("\\{group}"), "x");
                }
            }
            let error = Regex::try_compile(&regex);
            assert!(error.is_none(), "{}: {regex}: {error:?}", syntax.name);
        }
    }
}
