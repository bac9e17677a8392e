//! One question: from what is written to its kind, with everything that the kind needs.

use super::Reader;
use super::entry::{AnswerEntry, CategoryEntry, ChoiceEntry, KindEntry, PairEntry, QuestionEntry, WrongEntry};
use crate::check::{quiz_no_correct_option, quiz_question};
use crate::model::{
    Body, Category, Choice, Date, DateAnswer, LinkTarget, Matching, Number, Pair, Question, QuestionId, QuestionKind,
    Reference, ShortText, WrongAnswer,
};
use crate::span::{Part, YamlPath};

/// More letters than these cannot be wrong in a short answer without it being another one.
const MOST_TYPOS: u8 = 3;

impl Reader<'_> {
    /// A question; `None` where it lacks something without which it cannot be asked.
    pub(super) fn question(&mut self, position: usize, mut entry: QuestionEntry) -> Option<Question> {
        let path = YamlPath::root().key("questions").index(position);
        let Some(kind) = entry.kind else {
            self.missing(&path, "kind");
            return None;
        };
        if entry.id.is_none() {
            self.missing(&path, "id");
        }
        self.fitting_keys(&path, kind, &entry);
        let ask = std::mem::take(&mut entry.ask);
        let ask = self.required(&path, "ask", ask);
        let why = std::mem::take(&mut entry.why);
        let why = self.optional(path.clone().key("why"), why);
        let points = entry.points;
        let (see, covers, tags) =
            (entry.see.take(), std::mem::take(&mut entry.covers), std::mem::take(&mut entry.tags));
        let (id, shuffle, partial) = (entry.id.take(), entry.shuffle.unwrap_or(true), entry.partial.unwrap_or(false));
        let kind = self.kind(&path, kind, entry)?;
        let scored = !matches!(kind, QuestionKind::Reflection);
        if points == Some(0) && scored {
            self.report(path.clone().key("points"), quiz_question::no_points);
        }
        Some(Question {
            id: id.unwrap_or_else(|| QuestionId::new("")),
            position,
            ask: ask?,
            kind,
            why,
            see: see.map(|written| Reference { written, target: LinkTarget::Broken }),
            covers,
            points: if scored { points.unwrap_or(1) } else { 0 },
            tags,
            shuffle,
            partial,
        })
        .filter(|question| !question.id.as_str().is_empty())
    }

    /// Reports keys that belong to other kinds of question.
    fn fitting_keys(&mut self, path: &YamlPath, kind: KindEntry, entry: &QuestionEntry) {
        for key in entry.written().filter(|key| !kind.keys().contains(key)) {
            let others: Vec<&str> =
                KindEntry::ALL.iter().filter(|other| other.keys().contains(&key)).map(|other| other.name()).collect();
            let place = self.source.place(path.clone().key(key), Part::Key);
            self.findings.push(quiz_question::other_kind(place, key, kind.name(), &others));
        }
    }

    fn kind(&mut self, path: &YamlPath, kind: KindEntry, entry: QuestionEntry) -> Option<QuestionKind> {
        match kind {
            KindEntry::Single => self.choices(path, entry.options, true).map(QuestionKind::Single),
            KindEntry::Multiple => self.choices(path, entry.options, false).map(QuestionKind::Multiple),
            KindEntry::TrueFalse => match entry.answer {
                Some(AnswerEntry::Truth(truth)) => Some(QuestionKind::TrueFalse(truth)),
                answer => self.no_answer(path, answer.as_ref(), "true or false"),
            },
            KindEntry::Number => self.number(path, entry),
            KindEntry::Date => self.date(path, entry),
            KindEntry::ShortText => self.short_text(path, entry),
            KindEntry::Match => self.matching(path, entry.pairs, entry.extra.unwrap_or_default()),
            KindEntry::Order => self.order(path, entry.items),
            KindEntry::Categorise => self.categories(path, entry.categories),
            KindEntry::Gap => self.gap(path, entry.text, entry.gaps),
            KindEntry::Scenario => self.scenario(path, entry.scenes),
            KindEntry::Reflection => Some(QuestionKind::Reflection),
        }
    }

    fn no_answer(&mut self, path: &YamlPath, written: Option<&AnswerEntry>, wanted: &str) -> Option<QuestionKind> {
        match written {
            None => self.missing(path, "answer"),
            Some(_) => self.report(path.clone().key("answer"), |place| quiz_question::wrong_answer(place, wanted)),
        }
        None
    }

    fn choices(&mut self, path: &YamlPath, entries: Option<Vec<ChoiceEntry>>, single: bool) -> Option<Vec<Choice>> {
        let path = path.clone().key("options");
        let Some(entries) = entries else {
            self.missing(&path.parent()?, "options");
            return None;
        };
        if entries.len() < 2 {
            self.report(path.clone(), |place| quiz_question::too_few(place, "options"));
        }
        let mut choices = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let at = path.clone().index(index);
            let text = self.required(&at, "text", entry.text);
            let why = self.optional(at.key("why"), entry.why);
            choices.extend(text.map(|text| Choice { text, correct: entry.correct, why }));
        }
        let correct = choices.iter().filter(|choice| choice.correct).count();
        if correct == 0 {
            self.report(path, quiz_no_correct_option::none);
        } else if single && correct > 1 {
            self.report(path, |place| quiz_no_correct_option::several(place, correct));
        }
        self.differ(path_of(&choices, |choice| &choice.text));
        Some(choices)
    }

    /// Reports texts that stand twice among those to choose from: nobody could tell them apart.
    fn differ<'b>(&mut self, texts: impl Iterator<Item = &'b Body>) {
        let mut seen: Vec<&str> = Vec::new();
        for body in texts {
            let text = body.markdown().trim();
            if seen.contains(&text) {
                self.findings.push(quiz_question::twice(body.place(&(0..0)), text));
            }
            seen.push(text);
        }
    }

    fn number(&mut self, path: &YamlPath, entry: QuestionEntry) -> Option<QuestionKind> {
        let answer = match entry.answer {
            Some(AnswerEntry::Number(number)) if number.is_finite() => number,
            answer => return self.no_answer(path, answer.as_ref(), "a number"),
        };
        let tolerance = entry.tolerance.unwrap_or(0.0);
        if !tolerance.is_finite() || tolerance < 0.0 {
            self.report(path.clone().key("tolerance"), quiz_question::tolerance);
        }
        let read = |answer: AnswerEntry| match answer {
            AnswerEntry::Number(number) => Some(number),
            _ => None,
        };
        let is_right = |one: &f64| (one - answer).abs() <= tolerance;
        let wrong = self.wrong(path, entry.wrong, "a number", read, is_right);
        Some(QuestionKind::Number(Number { answer, tolerance, unit: entry.unit, wrong }))
    }

    fn date(&mut self, path: &YamlPath, entry: QuestionEntry) -> Option<QuestionKind> {
        let read = |answer: AnswerEntry| match answer {
            AnswerEntry::Text(text) => Date::parse(&text),
            _ => None,
        };
        let Some(answer) = entry.answer.clone().and_then(read) else {
            return self.no_answer(path, entry.answer.as_ref(), "a date, such as 2026-12-14");
        };
        let wrong = self.wrong(path, entry.wrong, "a date, such as 2026-12-14", read, |one| *one == answer);
        Some(QuestionKind::Date(DateAnswer { answer, wrong }))
    }

    /// The answers that are told why they are wrong.
    fn wrong<T>(
        &mut self,
        path: &YamlPath,
        entries: Option<Vec<WrongEntry>>,
        wanted: &str,
        read: impl Fn(AnswerEntry) -> Option<T>,
        is_right: impl Fn(&T) -> bool,
    ) -> Vec<WrongAnswer<T>> {
        let mut wrong = Vec::new();
        for (index, entry) in entries.unwrap_or_default().into_iter().enumerate() {
            let at = path.clone().key("wrong").index(index);
            let why = self.required(&at, "why", entry.why);
            match entry.answer {
                None => self.missing(&at, "answer"),
                Some(answer) => match read(answer) {
                    Some(answer) => {
                        if is_right(&answer) {
                            self.report(at, quiz_question::wrong_is_right);
                        }
                        wrong.extend(why.map(|why| WrongAnswer { answer, why }));
                    }
                    None => self.report(at.key("answer"), |place| quiz_question::wrong_answer(place, wanted)),
                },
            }
        }
        wrong
    }

    fn short_text(&mut self, path: &YamlPath, entry: QuestionEntry) -> Option<QuestionKind> {
        let accept = self.accepted(path, entry.accept.unwrap_or_default())?;
        let typos = self.typos(path, entry.typos.unwrap_or(0));
        Some(QuestionKind::ShortText(ShortText { accept, typos }))
    }

    /// The forms of an answer that are right.
    pub(super) fn accepted(&mut self, path: &YamlPath, accept: Vec<String>) -> Option<Vec<String>> {
        let accept: Vec<String> = accept.into_iter().filter(|form| !form.trim().is_empty()).collect();
        if accept.is_empty() {
            self.missing(path, "accept");
            return None;
        }
        Some(accept)
    }

    pub(super) fn typos(&mut self, path: &YamlPath, typos: u8) -> u8 {
        if typos > MOST_TYPOS {
            self.report(path.clone().key("typos"), |place| quiz_question::typos(place, MOST_TYPOS));
        }
        typos.min(MOST_TYPOS)
    }

    fn matching(&mut self, path: &YamlPath, pairs: Option<Vec<PairEntry>>, extra: Vec<String>) -> Option<QuestionKind> {
        let Some(entries) = pairs else {
            self.missing(path, "pairs");
            return None;
        };
        if entries.len() < 2 {
            self.report(path.clone().key("pairs"), |place| quiz_question::too_few(place, "pairs"));
        }
        let mut pairs = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let at = path.clone().key("pairs").index(index);
            let item = self.required(&at, "item", entry.item);
            let with = self.required(&at, "with", entry.with);
            pairs.extend(item.zip(with).map(|(item, with)| Pair { item, with }));
        }
        let extra: Vec<Body> = self.texts(path.clone().key("extra"), extra);
        self.differ(path_of(&pairs, |pair| &pair.item));
        let fits = |body: &&Body| pairs.iter().any(|pair| pair.with.markdown().trim() == body.markdown().trim());
        for body in extra.iter().filter(fits) {
            self.findings.push(quiz_question::twice(body.place(&(0..0)), body.markdown().trim()));
        }
        Some(QuestionKind::Match(Matching { pairs, extra }))
    }

    fn order(&mut self, path: &YamlPath, items: Option<Vec<String>>) -> Option<QuestionKind> {
        let Some(items) = items else {
            self.missing(path, "items");
            return None;
        };
        let path = path.clone().key("items");
        if items.len() < 2 {
            self.report(path.clone(), |place| quiz_question::too_few(place, "items"));
        }
        let items = self.texts(path, items);
        self.differ(items.iter());
        Some(QuestionKind::Order(items))
    }

    fn categories(&mut self, path: &YamlPath, categories: Option<Vec<CategoryEntry>>) -> Option<QuestionKind> {
        let Some(entries) = categories else {
            self.missing(path, "categories");
            return None;
        };
        let path = path.clone().key("categories");
        if entries.len() < 2 {
            self.report(path.clone(), |place| quiz_question::too_few(place, "categories"));
        }
        let mut categories = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let at = path.clone().index(index);
            let title = self.required(&at, "title", entry.title);
            let items = self.texts(at.key("items"), entry.items);
            categories.extend(title.map(|title| Category { title, items }));
        }
        self.differ(categories.iter().map(|category| &category.title));
        self.differ(categories.iter().flat_map(|category| &category.items));
        if categories.iter().map(|category| category.items.len()).sum::<usize>() < 2 {
            self.report(path, |place| quiz_question::too_few(place, "items in its categories"));
        }
        Some(QuestionKind::Categorise(categories))
    }

    /// The texts of a list; empty ones are reported.
    fn texts(&mut self, path: YamlPath, texts: Vec<String>) -> Vec<Body> {
        let mut bodies = Vec::with_capacity(texts.len());
        for (index, text) in texts.into_iter().enumerate() {
            let at = path.clone().index(index);
            if text.trim().is_empty() {
                self.report(at, quiz_question::empty);
            } else {
                bodies.push(self.body(at, text));
            }
        }
        bodies
    }
}

fn path_of<'b, T>(items: &'b [T], text: impl Fn(&'b T) -> &'b Body) -> impl Iterator<Item = &'b Body> {
    items.iter().map(text)
}
