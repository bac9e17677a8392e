//! Scenarios: a story in scenes, each with a decision that leads to a later scene or to the end.

use std::collections::HashMap;

use super::Reader;
use super::entry::SceneEntry;
use crate::check::{duplicate_id, quiz_question, quiz_unreachable_scene};
use crate::model::{Decision, QuestionKind, Scene, SceneId};
use crate::span::YamlPath;

/// The word for the end of the story in `next`.
const END: &str = "end";

impl Reader<'_> {
    pub(super) fn scenario(&mut self, path: &YamlPath, scenes: Option<Vec<SceneEntry>>) -> Option<QuestionKind> {
        let Some(entries) = scenes.filter(|scenes| !scenes.is_empty()) else {
            self.missing(path, "scenes");
            return None;
        };
        let path = path.clone().key("scenes");
        let count = entries.len();
        let places = self.scene_places(&path, &entries);
        let mut scenes = Vec::with_capacity(count);
        for (index, entry) in entries.into_iter().enumerate() {
            let at = path.clone().index(index);
            let id = entry.id.clone().unwrap_or_else(|| SceneId::new(&format!("scene-{}", index + 1)));
            let text = self.required(&at, "text", entry.text);
            if entry.choices.len() < 2 {
                self.report(at.clone(), |place| quiz_question::too_few(place, "choices"));
            }
            let mut choices = Vec::with_capacity(entry.choices.len());
            for (nth, decision) in entry.choices.into_iter().enumerate() {
                let at = at.clone().key("choices").index(nth);
                let next = self.next(&at, index, count, decision.next.as_ref(), &places);
                let text = self.required(&at, "text", decision.text);
                let why = self.optional(at.key("why"), decision.why);
                let points = decision.points.unwrap_or(u32::from(decision.correct));
                choices.extend(text.map(|text| Decision { text, points, why, next }));
            }
            if choices.iter().all(|decision| decision.points == 0) {
                self.report(at.key("choices"), quiz_question::scene_without_points);
            }
            scenes.push(Scene { id, text: text?, choices });
        }
        self.reachable(&path, &scenes);
        Some(QuestionKind::Scenario(scenes))
    }

    /// Where each scene that has a name stands.
    fn scene_places(&mut self, path: &YamlPath, entries: &[SceneEntry]) -> HashMap<SceneId, usize> {
        let mut places = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let Some(id) = &entry.id else { continue };
            let at = path.clone().index(index).key("id");
            if id.as_str() == END {
                self.report(at, quiz_question::scene_named_end);
            } else if places.insert(id.clone(), index).is_some() {
                self.report(at, |place| duplicate_id::scene(place, id.as_str()));
            }
        }
        places
    }

    /// The scene that follows a decision: the one it names, else the next one, else the end.
    fn next(
        &mut self,
        path: &YamlPath,
        scene: usize,
        count: usize,
        written: Option<&SceneId>,
        places: &HashMap<SceneId, usize>,
    ) -> Option<usize> {
        let Some(name) = written else { return Some(scene + 1).filter(|next| *next < count) };
        if name.as_str() == END {
            return None;
        }
        match places.get(name) {
            Some(next) if *next > scene => Some(*next),
            Some(_) => {
                self.report(path.clone().key("next"), |place| quiz_unreachable_scene::endless(place, name.as_str()));
                None
            }
            None => {
                let mut names: Vec<&str> = places.keys().map(SceneId::as_str).collect();
                names.sort_unstable();
                self.report(path.clone().key("next"), |place| {
                    quiz_unreachable_scene::unknown(place, name.as_str(), &names)
                });
                None
            }
        }
    }

    /// Reports scenes that no decision leads to.
    fn reachable(&mut self, path: &YamlPath, scenes: &[Scene]) {
        let mut reached = vec![false; scenes.len()];
        if let Some(first) = reached.first_mut() {
            *first = true;
        }
        for (index, scene) in scenes.iter().enumerate() {
            if !reached.get(index).copied().unwrap_or(false) {
                self.report(path.clone().index(index), |place| {
                    quiz_unreachable_scene::finding(place, scene.id.as_str())
                });
                continue;
            }
            for next in scene.choices.iter().filter_map(|decision| decision.next) {
                if let Some(slot) = reached.get_mut(next) {
                    *slot = true;
                }
            }
        }
    }
}
