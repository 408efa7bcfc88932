//! Packed weights of any bytes, and checkpoints with the right names and any numbers. Every
//! instruction set runs them, and several threads compute the same bits as one.

use std::{cell::RefCell, collections::BTreeMap, sync::LazyLock};

use espnet::{Isa, LoadError, Threads, generated};
use espnet_checkpoint::{Checkpoint, Tensor, write_safetensors};
use espnet_compiler::{Compiled, compile, spec::Overrides};

use crate::assert_readable;

espnet::espnet! {
    /// A unit of each kind and two outputs.
    struct Tiny;
    spec = "../specs/tiny.json";
}

/// Bytes of [`Tiny`]'s packed weights; a forward pass refuses any other number.
const BLOB: usize = 13_632;

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let overrides = Overrides::default();
    compile(include_str!("../../specs/tiny.json"), &overrides).expect("it was compiled before")
});

thread_local! {
    static THREADS: RefCell<Threads> =
        RefCell::new(Threads::new(2).expect("a process can have two threads"));
}

/// Runs a byte that chooses and the bytes behind it, which are packed weights, the tensors of a
/// checkpoint, or a checkpoint file.
pub fn packed(data: &[u8]) -> bool {
    let Some((&choice, data)) = data.split_first() else { return false };
    let network = match choice % 4 {
        0 => load(data),
        1 => return blob(data),
        _ => checkpoint(data, choice),
    };
    if let Some(network) = &network {
        run(network, data);
    }
    network.is_some()
}

/// Loads a file; if it is refused, checks the message.
fn load(file: &[u8]) -> Option<Tiny> {
    match Tiny::from_bytes(file) {
        Ok(network) => Some(network),
        Err(error) => {
            assert!(!matches!(error, LoadError::Isa(_)), "{error}");
            assert_readable(&error.to_string());
            None
        }
    }
}

/// Runs the bytes, repeated, as packed weights.
fn blob(data: &[u8]) -> bool {
    let mut blob = Box::new(generated::Embedded([0; BLOB]));
    fill(&mut blob.0, data);
    let blob = Box::into_raw(blob);
    // SAFETY: only the network has the reference, and the weights live, unchanged, until the
    // network is dropped.
    let weights: &'static generated::Embedded<[u8; BLOB]> = unsafe { &*blob };
    let network = generated::Network::embedded(weights).expect("every processor has some");
    run(&Tiny { network }, data);
    // SAFETY: it came from a box, and nothing refers to it any more.
    drop(unsafe { Box::from_raw(blob) });
    true
}

/// Makes a checkpoint with the right names and shapes, possibly except one tensor, and loads it.
fn checkpoint(data: &[u8], choice: u8) -> Option<Tiny> {
    let parameters = &COMPILED.plan.recipe.parameters;
    let mut numbers = floats(data);
    // Arbitrary numbers are mostly refused.
    let tame = choice & 4 == 0;
    let mut tensors: BTreeMap<String, Tensor> = parameters
        .iter()
        .map(|parameter| {
            let len = parameter.shape.iter().product();
            let data = numbers.by_ref().take(len).map(|x| if tame { tamed(x) } else { x });
            let tensor = Tensor::new(parameter.shape.clone(), data.collect());
            (parameter.name.clone(), tensor.expect("as many numbers as the shape says"))
        })
        .collect();
    let sound = tensors.iter().all(|(name, tensor)| {
        let variance = name.ends_with("running_var");
        tensor.data().iter().all(|&x| x.is_finite() && !(variance && x < 0.0))
    });
    // A choice of 3 is a choice of 2 with one tensor removed or reshaped.
    let spoiled = choice % 4 == 3;
    if spoiled {
        let name = &parameters[usize::from(choice / 8) % parameters.len()].name;
        let tensor = tensors.remove(name).expect("every parameter has a tensor");
        if choice >= 128 {
            let reshaped = Tensor::new(vec![1, tensor.data().len(), 1], tensor.into_data());
            tensors.insert(name.clone(), reshaped.expect("as many numbers as before"));
        }
    }
    let tensors = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor));
    let file = write_safetensors(tensors).expect("names are distinct");
    let network = load(&file);
    assert_eq!(network.is_some(), sound && !spoiled);
    let checkpoint = Checkpoint::from_bytes(&file).expect("it has just been written");
    let packed = COMPILED.pack(&checkpoint);
    assert_eq!(packed.is_ok(), sound && !spoiled, "compiler and runtime disagree");
    if let Ok(packed) = packed {
        assert_eq!(packed.len() * size_of::<f32>(), BLOB);
    }
    network
}

/// A number that is valid in every parameter.
fn tamed(x: f32) -> f32 {
    if x.is_finite() { x.abs() } else { 0.5 }
}

/// Runs the network on every instruction set, on one thread and on two.
fn run(network: &Tiny, data: &[u8]) {
    let mut input = [0.0; Tiny::INPUT_LEN];
    input.iter_mut().zip(floats(data)).for_each(|(x, number)| *x = number);
    let mut workspace = Tiny::workspace();
    for isa in Isa::ALL {
        let Ok(network) = network.clone().with_isa(isa) else { continue };
        let one = network.forward(&input, &mut workspace).by_name().map(|(_, x)| bits(x));
        let two = THREADS.with_borrow_mut(|threads| {
            let outputs = network.forward_with_threads(&input, &mut workspace, threads);
            outputs.by_name().map(|(_, x)| bits(x))
        });
        assert!(one == two, "two threads find other numbers on {isa}");
    }
}

/// The bits of the numbers, with the same bits for every NaN, since it is unspecified which NaN an
/// operation gives.
fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }).collect()
}

/// Fills `bytes` with repetitions of `data`.
fn fill(bytes: &mut [u8], data: &[u8]) {
    if !data.is_empty() {
        bytes.iter_mut().zip(data.iter().cycle()).for_each(|(byte, &value)| *byte = value);
    }
}

/// The bytes as little-endian floats, again and again; zeros if there are too few.
fn floats(data: &[u8]) -> impl Iterator<Item = f32> {
    let (numbers, _) = data.as_chunks();
    let mut numbers = numbers.iter().cycle();
    std::iter::repeat_with(move || numbers.next().map_or(0.0, |&bytes| f32::from_le_bytes(bytes)))
}
