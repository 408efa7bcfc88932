//! Writes scenes for training: `cargo run --release -p espnet-shapes --no-default-features --bin scenes`.

use std::{collections::BTreeMap, error::Error, ops::Range, path::PathBuf, process::ExitCode};

use clap::Parser;
use espnet_shapes::{HELD_OUT, Scene};
use safetensors::{Dtype, serialize_to_file, tensor::TensorView};

/// Write scenes as a safetensors file with the tensors `pictures` (N×H×W×3), `masks` (N×H×W) and
/// `classes` (N), all of bytes. The objects of all scenes, one scene after another, are in `boxes` (M×4
/// floats: left, top, right and bottom, relative to the scene) and `box_labels` (M bytes); `box_counts` (N
/// bytes) says how many each scene has
#[derive(Parser)]
struct Arguments {
    /// Seed of the first scene; the others have the ones after it
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    first: u64,

    /// Number of scenes
    #[arg(long, value_name = "N")]
    count: usize,

    /// File for the scenes
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Allow the scenes that no network is trained on, which are for measuring
    #[arg(long)]
    held_out: bool,
}

fn main() -> ExitCode {
    match write(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let seeds = arguments.first..arguments.first.saturating_add(arguments.count as u64);
    if !arguments.held_out && seeds.start < HELD_OUT.end && HELD_OUT.start < seeds.end {
        let Range { start, end } = HELD_OUT;
        return Err(format!(
            "the seeds {} to {} are kept from training; choose others, or say --held-out to measure with them",
            start,
            end - 1
        )
        .into());
    }
    let mut pictures = Vec::new();
    let mut masks = Vec::new();
    let mut classes = Vec::new();
    let mut boxes: Vec<u8> = Vec::new();
    let mut box_labels = Vec::new();
    let mut box_counts = Vec::new();
    for seed in seeds {
        let scene = Scene::new(seed);
        pictures.extend_from_slice(scene.picture.as_bytes());
        masks.extend_from_slice(scene.mask.classes());
        classes.push(scene.class as u8);
        for seen in &scene.objects {
            let relative = seen.bounds.map(|side| side as f32 / Scene::SIDE as f32);
            boxes.extend(relative.into_iter().flat_map(f32::to_le_bytes));
            box_labels.push(seen.class as u8);
        }
        box_counts.push(u8::try_from(scene.objects.len())?);
    }
    let (count, side, objects) = (arguments.count, Scene::SIDE, box_labels.len());
    let tensors = BTreeMap::from([
        ("pictures", TensorView::new(Dtype::U8, vec![count, side, side, 3], &pictures)?),
        ("masks", TensorView::new(Dtype::U8, vec![count, side, side], &masks)?),
        ("classes", TensorView::new(Dtype::U8, vec![count], &classes)?),
        ("boxes", TensorView::new(Dtype::F32, vec![objects, 4], &boxes)?),
        ("box_labels", TensorView::new(Dtype::U8, vec![objects], &box_labels)?),
        ("box_counts", TensorView::new(Dtype::U8, vec![count], &box_counts)?),
    ]);
    serialize_to_file(tensors, None, &arguments.output)?;
    Ok(())
}
