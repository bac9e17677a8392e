//! Opens the files of an index as the browser does.

use std::collections::BTreeSet;
use std::io::Read;

use serde_json::Value;

use crate::support::Tree;

/// The files of one index.
pub(super) struct Reader<'a> {
    tree: &'a Tree,
    folder: String,
    pub(super) manifest: Value,
}

/// What the vocabulary says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) group: usize,
    pub(super) sections: usize,
}

impl<'a> Reader<'a> {
    /// The index of what is in force.
    pub(super) fn new(tree: &'a Tree) -> Self {
        let manifest = json(&tree["search/en/manifest"]);
        Self { tree, folder: format!("search/en/{}", text(&manifest["folder"])), manifest }
    }

    /// The index of earlier versions, if there is one.
    pub(super) fn earlier(&self) -> Option<Reader<'a>> {
        let folder = format!("search/en/{}", self.manifest["earlier"].as_str()?);
        Some(Reader { tree: self.tree, manifest: json(&self.tree[&format!("{folder}/manifest")]), folder })
    }

    fn file(&self, name: &str) -> Vec<u8> {
        inflate(&self.tree[&format!("{}/{name}", self.folder)])
    }

    /// Every word with its group, in the order of the files.
    pub(super) fn words(&self) -> Vec<(String, Word)> {
        let files = self.manifest["v"].as_array().unwrap().len();
        (0..files).flat_map(|file| self.words_of(&format!("v{file}"))).collect()
    }

    /// The words of one file.
    pub(super) fn words_of(&self, name: &str) -> Vec<(String, Word)> {
        let bytes = self.file(name);
        table(&mut Numbers::after_magic(&bytes))
    }

    /// The file of words and postings that a word belongs to.
    pub(super) fn home_of(&self, word: &str) -> String {
        self.near("w", word)
    }

    /// The file that a word belongs to by its ending.
    pub(super) fn ending_of(&self, word: &str) -> String {
        self.near("e", &word.chars().rev().collect::<String>())
    }

    /// The file that a word belongs to by its first letter.
    pub(super) fn letter_of(&self, word: &str) -> String {
        self.near("v", word)
    }

    /// The texts at which the files of a kind start.
    pub(super) fn starts(&self, kind: &str) -> Vec<&str> {
        self.manifest[kind].as_array().unwrap().iter().map(text).collect()
    }

    fn near(&self, kind: &str, word: &str) -> String {
        let is_before = |start: &&str| start.encode_utf16().le(word.encode_utf16());
        format!("{kind}{}", self.starts(kind).partition_point(is_before).saturating_sub(1))
    }

    /// The sections of a group.
    pub(super) fn sections(&self, group: usize) -> Vec<usize> {
        let is_alone = numbers(&self.manifest["alone"]).contains(&group);
        let file = if is_alone { format!("p{group}") } else { format!("w{}", self.file_of("groups", group)) };
        self.sections_in(&file, group).unwrap()
    }

    /// The sections of a group, if they are in a file.
    pub(super) fn sections_in(&self, file: &str, group: usize) -> Option<Vec<usize>> {
        self.part(file, group).map(|own| Numbers { bytes: &own }.sections())
    }

    /// The file that a group belongs to by a table of counts.
    fn file_of(&self, table: &str, group: usize) -> usize {
        let mut end = 0;
        let ends = numbers(&self.manifest[table]).into_iter().map(|count| {
            end += count;
            end
        });
        ends.take_while(|end| *end <= group).count()
    }

    /// What a file has of a group.
    fn part(&self, file: &str, group: usize) -> Option<Vec<u8>> {
        let bytes = self.file(file);
        let mut numbers = Numbers::after_magic(&bytes);
        table(&mut numbers);
        let mut next = 0;
        while !numbers.bytes.is_empty() {
            let own = next + numbers.next();
            let length = numbers.next();
            let part = numbers.take(length);
            if own == group {
                return Some(part.to_vec());
            }
            next = own + 1;
        }
        None
    }

    /// The places of a group in each of its sections; none for a common one.
    pub(super) fn positions(&self, group: usize) -> Vec<Vec<usize>> {
        let file = format!("x{}", self.file_of("positions", group));
        let Some(own) = self.part(&file, group) else { return Vec::new() };
        let mut places = Numbers { bytes: &own };
        let bits = places.next();
        let mut sections = Vec::new();
        while !places.bytes.is_empty() {
            let (mut own, mut position, mut more) = (Vec::new(), 0, true);
            while more {
                let value = places.next();
                more = value % 2 == 1;
                position += value >> 1 >> bits;
                own.push(position);
            }
            sections.push(own);
        }
        sections
    }

    /// The addresses of the pages that hold one of these sections.
    pub(super) fn pages(&self, sections: &[usize]) -> BTreeSet<String> {
        let homes: Vec<String> = self
            .parts_of_pages()
            .iter()
            .flat_map(|part| vec![text(&part["u"]).to_owned(); part["x"].as_array().unwrap().len()])
            .collect();
        assert_eq!(homes.len(), self.sections_in_all());
        sections.iter().map(|section| homes[*section].clone()).collect()
    }

    /// The content of the files of excerpts, whose sections are counted in the manifest.
    fn parts_of_pages(&self) -> Vec<Value> {
        let counts = numbers(&self.manifest["excerpts"]).into_iter().enumerate();
        let parts = counts.flat_map(|(file, count)| {
            let parts = json(&self.tree[&format!("{}/f{file}", self.folder)]).as_array().unwrap().clone();
            let sections: usize = parts.iter().map(|part| part["x"].as_array().unwrap().len()).sum();
            assert_eq!(sections, count, "f{file}");
            parts
        });
        parts.collect()
    }

    /// The addresses of the pages on which a word or another form of it stands.
    pub(super) fn find(&self, word: &str) -> BTreeSet<String> {
        let found = self.words_of(&self.home_of(word)).into_iter().find(|(known, _)| known == word);
        found.map(|(_, word)| self.pages(&self.sections(word.group))).unwrap_or_default()
    }

    /// The words that are forms of this one, with itself.
    pub(super) fn forms(&self, word: &str) -> Vec<String> {
        let words = self.words();
        let group = words.iter().find(|(known, _)| known == word).unwrap().1.group;
        words.into_iter().filter(|(_, other)| other.group == group).map(|(word, _)| word).collect()
    }

    /// How many sections there are.
    pub(super) fn sections_in_all(&self) -> usize {
        numbers(&self.manifest["pages"]).iter().sum()
    }

    /// The address of each page with its text.
    pub(super) fn texts(&self) -> Vec<(String, String)> {
        self.parts_of_pages()
            .iter()
            .map(|page| {
                let sections = page["x"].as_array().unwrap().iter();
                let texts: Vec<&str> = sections.map(|section| text(&section[3])).collect();
                (text(&page["u"]).to_owned(), texts.join("\n"))
            })
            .collect()
    }

    /// The files of excerpts as one text.
    pub(super) fn excerpts(&self) -> String {
        let count = self.manifest["excerpts"].as_array().unwrap().len();
        (0..count).map(|file| String::from_utf8(self.file(&format!("f{file}"))).unwrap()).collect()
    }
}

pub(super) fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut inflated = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut inflated).unwrap();
    inflated
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(&inflate(bytes)).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|number| usize::try_from(number.as_u64().unwrap()).unwrap()).collect()
}

/// The words of a table, in order.
fn table(numbers: &mut Numbers<'_>) -> Vec<(String, Word)> {
    let count = numbers.next();
    let mut words: Vec<String> = Vec::new();
    let mut before = Vec::new();
    for _ in 0..count {
        let shared = numbers.next();
        let length = numbers.next();
        before.truncate(shared);
        before.extend_from_slice(numbers.take(length));
        words.push(String::from_utf8(before.clone()).unwrap());
    }
    let mut group = 0_i64;
    let groups: Vec<usize> = (0..count)
        .map(|_| {
            let step = i64::try_from(numbers.next()).unwrap();
            group += if step % 2 == 0 { step / 2 } else { -(step + 1) / 2 };
            usize::try_from(group).unwrap()
        })
        .collect();
    let sections: Vec<usize> = (0..count).map(|_| numbers.next()).collect();
    let _places_in_group: Vec<usize> = (0..count).map(|_| numbers.next()).collect();
    let known = groups.into_iter().zip(sections).map(|(group, sections)| Word { group, sections });
    words.into_iter().zip(known).collect()
}

struct Numbers<'a> {
    bytes: &'a [u8],
}

impl<'a> Numbers<'a> {
    fn after_magic(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.strip_prefix(b"VSI4").unwrap() }
    }

    fn next(&mut self) -> usize {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.take(1)[0];
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// The sections of postings, whose weights must be all that follows.
    fn sections(mut self) -> Vec<usize> {
        let count = self.next();
        let mut next = 0;
        let sections = (0..count).map(|_| {
            let section = next + self.next() / 2;
            next = section + 1;
            section
        });
        let sections = sections.collect();
        assert_eq!(self.bytes.len(), count.div_ceil(2));
        sections
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        taken
    }
}
