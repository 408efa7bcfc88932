//! The instruction set of a process: the best that the processor has, or the one that `ESPNET_ISA` names.

use core::fmt;

use espnet_abi::Isa;

#[cfg(all(test, target_arch = "x86_64"))]
use super::Avx512OnAvx2;
#[cfg(target_arch = "x86_64")]
use super::{Avx2, Avx512};
use super::{Scalar, Simd, SimdTask};

/// The environment variable that names an instruction set.
const VARIABLE: &str = "ESPNET_ISA";

/// A token whose instruction set is known only at run time.
#[derive(Clone, Copy, Debug)]
pub enum AnySimd {
    /// Plain Rust.
    Scalar(Scalar),
    /// AVX2 and FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    /// AVX-512.
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    /// The tiles of AVX-512 on a processor that has only AVX2.
    #[cfg(all(test, target_arch = "x86_64"))]
    Avx512OnAvx2(Avx512OnAvx2),
}

impl AnySimd {
    /// The token for `isa`, if this processor has it.
    pub fn for_isa(isa: Isa) -> Option<Self> {
        match isa {
            Isa::Scalar => Some(AnySimd::Scalar(Scalar)),
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => Avx2::detect().map(AnySimd::Avx2),
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 => Avx512::detect().map(AnySimd::Avx512),
            #[cfg(not(target_arch = "x86_64"))]
            Isa::Avx2 | Isa::Avx512 => None,
        }
    }

    /// Tokens for all instruction sets of this processor, from the slowest to the fastest; never empty.
    pub fn available() -> impl DoubleEndedIterator<Item = Self> {
        Isa::ALL.into_iter().filter_map(Self::for_isa)
    }

    /// The token for the fastest instruction set of this processor.
    pub fn best() -> Self {
        Self::available().next_back().unwrap_or(AnySimd::Scalar(Scalar))
    }

    /// The instruction set.
    pub fn isa(self) -> Isa {
        match self {
            AnySimd::Scalar(_) => Scalar::ISA,
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx2(_) => Avx2::ISA,
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx512(_) => Avx512::ISA,
            #[cfg(all(test, target_arch = "x86_64"))]
            AnySimd::Avx512OnAvx2(_) => Avx512OnAvx2::ISA,
        }
    }

    /// Runs `task` compiled for the token's instruction set.
    pub fn run<T: SimdTask>(self, task: T) -> T::Output {
        match self {
            AnySimd::Scalar(simd) => simd.run(task),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx2(simd) => simd.run(task),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx512(simd) => simd.run(task),
            #[cfg(all(test, target_arch = "x86_64"))]
            AnySimd::Avx512OnAvx2(simd) => simd.run(task),
        }
    }
}

#[cfg(test)]
impl AnySimd {
    /// The token that tests use for `isa`. On a processor with AVX2 but without AVX-512, tests of AVX-512 use
    /// its tiles on the registers of AVX2; otherwise nothing would test them there. [`AnySimd::for_isa`]
    /// never returns that token.
    pub(crate) fn for_test(isa: Isa) -> Option<Self> {
        #[cfg(target_arch = "x86_64")]
        if isa == Isa::Avx512 && Avx512::detect().is_none() {
            return Avx512OnAvx2::detect().map(AnySimd::Avx512OnAvx2);
        }
        Self::for_isa(isa)
    }

    /// The tokens of all instruction sets that tests can run; never empty.
    pub(crate) fn tested() -> impl Iterator<Item = Self> {
        Isa::ALL.into_iter().filter_map(Self::for_test)
    }
}

/// The fastest instruction set of this processor, or the one that the environment variable `ESPNET_ISA`
/// names. The variable is read only with the feature `std`, and empty counts as unset.
///
/// # Errors
/// If the variable names no instruction set, or one that this processor lacks.
pub fn select() -> Result<AnySimd, IsaError> {
    #[cfg(feature = "std")]
    if let Some(name) = std::env::var_os(VARIABLE) {
        return named(&name.to_string_lossy());
    }
    Ok(AnySimd::best())
}

/// The instruction set called `name`; the fastest if `name` is empty.
///
/// # Errors
/// If `name` is none of [`Isa::ALL`], or this processor lacks it.
pub fn named(name: &str) -> Result<AnySimd, IsaError> {
    if name.is_empty() {
        return Ok(AnySimd::best());
    }
    match name.parse() {
        Ok(isa) => AnySimd::for_isa(isa).ok_or_else(|| IsaError::new(name, true)),
        Err(_) => Err(IsaError::new(name, false)),
    }
}

/// `ESPNET_ISA` names an instruction set that is unknown or that this processor lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsaError {
    /// The beginning of the name, padded with zeros.
    name: [u8; IsaError::SHOWN],
    known: bool,
}

impl IsaError {
    /// The number of bytes of a name that the error keeps. It is fixed since there may be no allocator.
    const SHOWN: usize = 32;

    fn new(name: &str, known: bool) -> Self {
        let mut bytes = [0; Self::SHOWN];
        let end = name.floor_char_boundary(Self::SHOWN);
        bytes[..end].copy_from_slice(&name.as_bytes()[..end]);
        IsaError { name: bytes, known }
    }

    /// The instruction set that this processor lacks.
    pub(crate) fn lacking(isa: Isa) -> Self {
        Self::new(isa.name(), true)
    }

    fn name(&self) -> &str {
        core::str::from_utf8(&self.name).unwrap_or_default().trim_end_matches('\0')
    }

    /// The instruction sets of this processor, from the slowest to the fastest.
    pub fn available(&self) -> impl Iterator<Item = Isa> {
        AnySimd::available().map(AnySimd::isa)
    }
}

impl fmt::Display for IsaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.known {
            write!(f, "{VARIABLE} asks for {}, which this processor does not have", self.name())?;
        } else {
            write!(f, "{VARIABLE} asks for {:?}, which is no instruction set", self.name())?;
        }
        f.write_str("; available: ")?;
        for (i, isa) in self.available().enumerate() {
            write!(f, "{}{isa}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl core::error::Error for IsaError {}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;

    #[test]
    fn unknown_names_list_what_there_is() {
        let error = named("neon").unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("ESPNET_ISA asks for \"neon\", which is no instruction set"));
        for isa in AnySimd::available() {
            assert!(text.contains(isa.isa().name()), "{text}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        let text = named(&"ä".repeat(100)).unwrap_err().to_string();
        assert!(text.contains(&"ä".repeat(16)) && !text.contains(&"ä".repeat(17)), "{text}");
    }

    #[test]
    fn every_available_set_can_be_named() {
        for simd in AnySimd::available() {
            assert_eq!(named(simd.isa().name()).map(AnySimd::isa), Ok(simd.isa()));
        }
        assert_eq!(named("").map(AnySimd::isa), Ok(AnySimd::best().isa()));
    }

    #[test]
    fn absent_sets_are_an_error() {
        for isa in Isa::ALL {
            if AnySimd::for_isa(isa).is_none() {
                let text = named(isa.name()).unwrap_err().to_string();
                assert!(text.contains("this processor does not have"), "{text}");
            }
        }
    }
}
