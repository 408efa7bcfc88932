//! Shows what the trained networks see in a scene or in a picture of your own.

use std::{
    error::Error,
    io::{Write, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::Parser;
use espnet::image::{Confusion, ImageError, Rgb8, decode, legend, save};
use espnet_shapes::{Class, HELD_OUT, Scene, networks::Observer, side_by_side};

/// Find geometric objects in a picture
///
/// Without a picture it makes a scene that the networks were not trained on.
#[derive(Parser)]
struct Arguments {
    /// A PNG or JPEG picture to look at instead of a scene
    picture: Option<PathBuf>,

    /// The scene's number
    #[arg(long, value_name = "N", default_value_t = HELD_OUT.start, conflicts_with = "picture")]
    scene: u64,

    /// File for the picture with its objects beside its classes, with a legend, .png or .jpg
    #[arg(short, long, value_name = "FILE", default_value = "shapes.png")]
    output: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let shown = match &arguments.picture {
        Some(path) => show_picture(path, &arguments.output),
        None => show_scene(arguments.scene, &arguments.output),
    };
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show_picture(path: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let picture = decode(path)?;
    writeln!(out, "{}, {}×{} pixels", path.display(), picture.width(), picture.height())?;
    show(&picture, None, output)
}

fn show_scene(seed: u64, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let scene = Scene::new(seed);
    writeln!(
        out,
        "scene {seed}, {0}×{0} pixels; its largest object: {1}",
        Scene::SIDE,
        scene.class.name()
    )?;
    show(&scene.picture, Some(&scene), output)
}

/// Prints the networks' answers about `picture`, and writes the picture with its objects beside its painted
/// classes to `output`.
fn show(picture: &Rgb8, truth: Option<&Scene>, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let mut observer = Observer::new()?;

    let (classes, time) = timed(|| observer.classify(picture))?;
    writeln!(out, "\nlargest object ({time:.2?})")?;
    for likely in classes.iter().take(3) {
        writeln!(out, "{:6.2} %  {}", 100.0 * likely.probability, Class::ALL[likely.class].name())?;
    }

    let (mask, time) = timed(|| observer.segment(picture))?;
    writeln!(out, "\nshare of the picture ({time:.2?})")?;
    for share in legend(&mask) {
        let class = Class::ALL[usize::from(share.class)];
        let [r, g, b] = class.colour();
        writeln!(
            out,
            "{:6.2} %  {:10}  #{r:02x}{g:02x}{b:02x}",
            100.0 * share.fraction,
            class.name()
        )?;
    }
    if let Some(scene) = truth {
        let mut confusion = Confusion::new(Class::ALL.len());
        confusion.add(scene.mask.classes(), mask.classes(), None);
        if let Some(accuracy) = confusion.accuracy() {
            writeln!(out, "\n{:6.2} %  of the pixels right", 100.0 * accuracy)?;
        }
    }

    let (objects, time) = timed(|| Ok(observer.detect(picture)?.clone()))?;
    writeln!(out, "\nobjects ({time:.2?})")?;
    writeln!(out, "{objects}")?;

    let largest = classes.first().map_or(Class::Background, |likely| Class::ALL[likely.class]);
    save(&side_by_side(picture, largest, objects.found(), &mask)?, output)?;
    writeln!(out, "\n{} shows the picture with its objects beside its classes", output.display())?;
    Ok(())
}

/// Returns the result of `look`, and the shortest of a few times that it took.
fn timed<T>(mut look: impl FnMut() -> Result<T, ImageError>) -> Result<(T, Duration), ImageError> {
    let mut once = || -> Result<(T, Duration), ImageError> {
        let start = Instant::now();
        let seen = look()?;
        Ok((seen, start.elapsed()))
    };
    let (mut seen, mut shortest) = once()?;
    for _ in 0..10 {
        let (again, time) = once()?;
        seen = again;
        shortest = shortest.min(time);
    }
    Ok((seen, shortest))
}
