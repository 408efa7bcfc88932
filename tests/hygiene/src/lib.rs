//! Tests that generated code has the same meaning whatever is in scope where it is expanded. Compiling these
//! modules is most of the test; the rest checks that their networks compute the same outputs.
//!
//! The runtime is renamed to `nn` here, and the macro must find that name.

pub mod files;
pub mod hostile;
pub mod paths;

nn::espnet! {
    /// The network that the others are compared with.
    pub struct Plain;
    spec = "../specs/tiny.json";
    weights = "../fixtures/tiny.safetensors";
}

nn::espnet! {
    /// The same, for masks.
    pub struct PlainMask;
    spec = "../specs/enlarged.json";
}

#[cfg(test)]
mod tests {
    use nn::Network;

    use super::*;

    /// Returns the bits of the first output for an input that is not constant.
    macro_rules! logits {
        ($network:ty) => {{
            let input = std::array::from_fn(|i| (i * i % 251) as f32 / 125.0 - 1.0);
            let mut workspace = <$network>::workspace();
            <$network>::new().forward(&input, &mut workspace).logits.map(f32::to_bits)
        }};
    }

    #[test]
    fn networks_compute_the_same_wherever_they_are() {
        let plain = logits!(Plain);
        assert!(plain.iter().any(|&bits| bits != plain[0]), "{plain:?}");
        assert_eq!(logits!(hostile::Tiny), plain);
        assert_eq!(logits!(paths::Named), plain);
        assert_eq!(logits!(paths::Reexported), plain);
        assert_eq!(logits!(files::FromBuildScript), plain);
        assert_eq!(paths::in_a_function(), plain);
    }

    #[test]
    fn constants_are_the_same_wherever_they_are() {
        assert_eq!(hostile::Tiny::OUTPUT_SHAPES, Plain::OUTPUT_SHAPES);
        assert_eq!(hostile::Tiny::ARENA_BYTES, Plain::ARENA_BYTES);
        assert_eq!(hostile::Mask::MASK_SHAPE, PlainMask::MASK_SHAPE);
        assert_eq!(hostile::Mask::OUTPUT_LEN, PlainMask::OUTPUT_LEN);
        fn input<N: Network>(_: &N::Input) -> usize {
            size_of::<N::Input>()
        }
        let pixels = std::array::from_fn(|_| 0.0);
        assert_eq!(input::<hostile::Tiny>(&pixels), Plain::INPUT_LEN * size_of::<f32>());
    }
}
