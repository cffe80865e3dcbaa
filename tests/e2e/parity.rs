//! The same release in Chinese and in English makes the same observations.

use std::{collections::BTreeSet, fs, path::PathBuf};

use tallysheet_export::read_observations;
use tallysheet_model::{Observation, Status};

use crate::scene::Scene;

/// Observations that stand on one side alone, or that the sides dispute: pair, and the observation as [`describe`] has it.
/// A gap that is closed is taken from the list.
const KNOWN_GAPS: &[(&str, &str)] = &[];

/// The fewest observations of a pair.
const LEAST: usize = 8;

fn pairs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/samples/pairs")
}

#[test]
fn both_languages_make_the_same_observations() {
    let names: BTreeSet<String> = fs::read_dir(pairs())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".zh.txt").map(str::to_owned))
        .collect();
    assert_eq!(names.len(), 8, "{names:?}");
    let apart: BTreeSet<(String, String)> =
        names.iter().flat_map(|name| apart(name).into_iter().map(|gap| (name.clone(), gap))).collect();
    let known: BTreeSet<(String, String)> =
        KNOWN_GAPS.iter().map(|(pair, gap)| ((*pair).to_owned(), (*gap).to_owned())).collect();
    let new: Vec<_> = apart.difference(&known).collect();
    let closed: Vec<_> = known.difference(&apart).collect();
    assert!(new.is_empty() && closed.is_empty(), "new gaps: {new:#?}\nknown gaps that are closed: {closed:#?}");
}

/// The observations of a pair on which its two documents do not agree.
fn apart(pair: &str) -> Vec<String> {
    let scene = ["zh", "en"].iter().fold(Scene::new(), |scene, lang| {
        [format!("{pair}.{lang}.txt"), format!("{pair}.{lang}.meta.toml")].iter().fold(scene, |scene, file| {
            match fs::read(pairs().join(file)) {
                Ok(content) => scene.file(&format!("in/{file}"), content),
                // A document may give its date in its dateline.
                Err(_) => scene,
            }
        })
    });
    scene.done(&["run", "in", "-o", "out"]);
    let observations = read_observations(&scene.path("out/observations.parquet")).unwrap();
    assert!(observations.len() >= LEAST, "{pair} has {} observations", observations.len());
    let apart = |o: &&Observation| o.status != Status::Agreed || o.documents != 2;
    observations.iter().filter(apart).map(describe).collect()
}

fn describe(observation: &Observation) -> String {
    let scope = observation.scope.as_ref().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let Observation { indicator, value, unit, status, .. } = observation;
    format!("{indicator}{scope} {value} {unit}, {status}")
}
