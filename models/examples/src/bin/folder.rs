//! A folder of pictures, on all cores, with a progress bar: each thread takes pictures of its own.
//!
//! `cargo run --release -p espnet-examples --bin folder -- PICTURES`; without a folder it makes a
//! few hundred scenes.

use std::{env, error::Error, fs, path::PathBuf};

use espnet::{
    Network,
    image::{ImageError, Normalization, Rgb8, decode, to_input, top_k},
};
use espnet_shapes::{Class, HELD_OUT, Scene, networks::Classification};
use indicatif::ProgressBar;

/// The number of pictures whose inputs are in memory at a time.
const BATCH: usize = 64;

type Input = <Classification as Network>::Input;

fn input(picture: &Rgb8) -> Result<Input, ImageError> {
    let [_, channels, height, width] = Classification::INPUT_SHAPE;
    let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
    Ok(*input.as_array().expect("the input has the network's shape"))
}

/// The source of a picture.
enum Source {
    File(PathBuf),
    Scene(u64),
}

impl Source {
    fn picture(&self) -> Result<Rgb8, ImageError> {
        match self {
            Source::File(path) => decode(path),
            Source::Scene(seed) => Ok(Scene::new(*seed).picture),
        }
    }
}

fn sources() -> std::io::Result<Vec<Source>> {
    let Some(folder) = env::args().nth(1) else {
        return Ok(HELD_OUT.map(Source::Scene).collect());
    };
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    Ok(paths.into_iter().map(Source::File).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let network = Classification::try_new()?;
    let sources = sources()?;
    let progress = ProgressBar::new(sources.len() as u64);
    let mut found = [0u32; Class::ALL.len()];
    for batch in sources.chunks(BATCH) {
        let mut inputs = Vec::new();
        for source in batch {
            match source.picture().and_then(|picture| input(&picture)) {
                Ok(input) => inputs.push(input),
                // A file that is not a picture must not prevent the others.
                Err(error) => progress.suspend(|| eprintln!("skipped: {error}")),
            }
        }
        let classes = network.forward_batch(&inputs, |_, logits| top_k(logits, 1)[0].class);
        for class in classes {
            found[class] += 1;
        }
        progress.inc(batch.len() as u64);
    }
    progress.finish_and_clear();
    for (class, count) in Class::ALL.iter().zip(found) {
        println!("{count:5}  {}", class.name());
    }
    Ok(())
}
