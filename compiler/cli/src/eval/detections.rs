//! Runs a detection network on labelled pictures and scores the objects that it finds.

use std::{io::Write, path::PathBuf};

use clap::Args;
use espnet::detection::PostProcessing;
use espnet_compiler::plan::Plan;
use serde_json::{Map, Value};

use super::boxes::{self, BoxScore, ClassNames, Data, Found, Picture, Results, Source};
use crate::{
    detection::{DetectionArguments, Detector},
    errors::{Error, Problems},
    files,
    progress::Bar,
    report,
    samples::{self, Sample},
    session::Session,
};

/// The options of `eval` for detection networks.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Detection networks")]
pub struct BoxArguments {
    /// COCO's annotations, a .json file; or the folder of VOC's XML files, if it is not `Annotations`
    #[arg(long, value_name = "PATH")]
    annotations: Option<PathBuf>,

    /// A list of the pictures to take of a folder in Pascal VOC's layout, such as ImageSets/Main/test.txt
    #[arg(long, value_name = "FILE")]
    split: Option<PathBuf>,

    /// Write the objects to a file of results for COCO's tools; needs COCO's annotations
    #[arg(long, value_name = "FILE")]
    results: Option<PathBuf>,

    #[command(flatten)]
    detection: DetectionArguments,
}

impl BoxArguments {
    /// Returns the error for a network that detects nothing, if any of the options is given.
    ///
    /// # Errors
    /// If any is given.
    pub fn refuse(&self, plan: &Plan) -> Result<(), Error> {
        let given = [
            ("--annotations", self.annotations.is_some()),
            ("--split", self.split.is_some()),
            ("--results", self.results.is_some()),
        ];
        let given: Vec<&str> =
            given.into_iter().filter_map(|(name, given)| given.then_some(name)).collect();
        self.detection.detector(plan)?;
        match given.as_slice() {
            [] => Ok(()),
            given => Err(Error::Usage(format!(
                "{}: the network `{}` detects no objects; leave {} out",
                given.join(", "),
                plan.name,
                if given.len() == 1 { "it" } else { "them" }
            ))),
        }
    }

    /// Finds the labelled pictures in `data`, and the post-processing.
    ///
    /// # Errors
    /// Everything that is wrong with the options or the data.
    pub fn prepare(&self, data: &std::path::Path, plan: &Plan) -> Result<Labelled, Error> {
        let mut problems = Problems::default();
        let evaluation = self.detection.or_score(PostProcessing::EVALUATION.score_threshold);
        let detector = problems.keep(evaluation.detector(plan)).flatten();
        let classes = plan.detection.as_ref().map_or(0, |detection| detection.classes);
        let source =
            Source { data, annotations: self.annotations.as_deref(), split: self.split.as_deref() };
        let found = problems.keep(boxes::labelled(source, ClassNames::new(&plan.labels, classes)));
        if let (Some(_), Some(Data { categories: None, .. })) = (&self.results, &found) {
            let message = "--results: COCO's tools need the numbers of COCO's pictures; give --annotations \
                           instances.json, or leave it out";
            problems.extend(vec![Error::Usage(message.into())]);
        }
        match (detector, found) {
            (Some(detector), Some(data)) if problems.is_empty() => Ok(Labelled { detector, data }),
            _ => Err(problems.into()),
        }
    }
}

/// Labelled pictures, and the post-processing of the network that is scored on them.
pub struct Labelled {
    detector: Detector,
    data: Data,
}

impl Labelled {
    /// Returns the number of pictures.
    pub fn len(&self) -> usize {
        self.data.pictures.len()
    }

    /// Runs the network on all pictures. Returns the score and the number of pictures that failed; each failure is
    /// printed.
    ///
    /// # Errors
    /// If the network's process ends, or if the results cannot be written.
    pub fn score(
        mut self,
        plan: &Plan,
        session: &mut Session<'_>,
        arguments: &BoxArguments,
    ) -> Result<(BoxScore, usize), Error> {
        let Data { pictures, categories, .. } = &self.data;
        let bar = Bar::start(pictures.len());
        let (mut score, mut failed) = (BoxScore::new(&self.data), 0);
        let mut results = Results::new(Vec::new());
        let detector = &mut self.detector;
        let read = |picture: &Picture| {
            let sample = Sample::read(&picture.path, plan)?;
            if let Some((frame, _)) = &sample.picture {
                picture.check_size(frame.width(), frame.height())?;
            }
            Ok(sample)
        };
        samples::ahead(pictures, read, |picture, sample| {
            let result = sample.and_then(|sample: Sample| {
                let numbers = session.numbers(sample.tensor.data())?;
                let found = detector.find(&numbers).map_err(|error| Error::Content {
                    path: picture.path.clone(),
                    message: error.to_string(),
                })?;
                let found: Vec<Found> = found
                    .iter()
                    .map(|found| {
                        let bounds = sample.bounds(found.bounds, plan.input);
                        Found::new(found.class, found.score, bounds)
                    })
                    .collect();
                score.add(&picture.objects, &found);
                if let Some(categories) = categories {
                    results.add(picture.id, &found, categories)?;
                }
                Ok(())
            });
            bar.step();
            match result {
                // The network's process has ended, so no further picture can be scored.
                Err(error @ Error::Execution(_)) => Err(error),
                Err(error) => {
                    failed += 1;
                    bar.suspend(|| report::report(&error));
                    Ok(())
                }
                Ok(()) => Ok(()),
            }
        })?;
        if let Some(path) = &arguments.results {
            files::write(path, &results.finish()?)?;
        }
        Ok((score, failed))
    }
}

/// Prints a score, as a table or as one JSON object.
///
/// # Errors
/// If it cannot be written.
pub fn print(
    out: &mut dyn Write,
    score: &BoxScore,
    json: bool,
    [done, failed]: [usize; 2],
) -> Result<(), Error> {
    if !json {
        writeln!(out, "pictures: {done}\n")?;
        return score.print(out);
    }
    let mut figures: Map<String, Value> = score.json();
    figures.insert("pictures".into(), done.into());
    figures.insert("failed".into(), failed.into());
    writeln!(out, "{}", Value::Object(figures))?;
    Ok(())
}
