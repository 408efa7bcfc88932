//! A width that nobody has released: its sizes, and its time with weights that you have trained for
//! it.
//!
//! ```sh
//! espnet emit models/espnetv2.json --width-multiplier 0.25 --classes 10 --height 64 --width 64 \
//!     --target pytorch -o own_width.py
//! # train it, save the state dict as own_width.pth, then:
//! cargo run --release -p espnet-examples --bin own_width -- own_width.pth
//! ```

use std::{env, time::Instant};

espnet::espnet! {
    /// ESPNetv2 at a quarter of its width, for small pictures of ten classes.
    struct Quarter;
    spec = "../espnetv2.json";
    width_multiplier = 0.25;
    classes = 10;
    input = [3, 64, 64];
}

fn main() -> Result<(), espnet::LoadError> {
    println!("{} parameters, {} MACs", Quarter::PARAMETERS, Quarter::MACS);
    println!("a workspace of {} KiB", Quarter::ARENA_BYTES / 1024);
    let Some(path) = env::args().nth(1) else {
        println!("give a checkpoint to run it");
        return Ok(());
    };
    let network = Quarter::load(path)?;
    let mut workspace = Quarter::workspace();
    let input = [0.5; Quarter::INPUT_LEN];
    // The first pass also brings the weights into the caches.
    network.forward(&input, &mut workspace);
    let start = Instant::now();
    let logits = network.forward(&input, &mut workspace);
    println!("{:.2?} for {logits:?}", start.elapsed());
    Ok(())
}
