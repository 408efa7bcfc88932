//! The element types of checkpoints, and the conversion of half-precision elements to `f32`.

use core::fmt;

/// The type of a tensor's elements in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Dtype {
    /// IEEE 754 half precision.
    F16,
    /// The upper half of an `f32`.
    Bf16,
    /// IEEE 754 single precision.
    F32,
    /// IEEE 754 double precision.
    F64,
    /// One byte, 0 or 1.
    Bool,
    /// Signed 8-bit integer.
    I8,
    /// Signed 16-bit integer.
    I16,
    /// Signed 32-bit integer.
    I32,
    /// Signed 64-bit integer.
    I64,
    /// Unsigned 8-bit integer.
    U8,
    /// Unsigned 16-bit integer.
    U16,
    /// Unsigned 32-bit integer.
    U32,
    /// Unsigned 64-bit integer.
    U64,
}

impl Dtype {
    /// Every element type with its name in safetensors and its storage class in PyTorch.
    ///
    /// PyTorch has no storage classes for the unsigned types wider than a byte.
    const TABLE: [(Dtype, &'static str, &'static str); 13] = [
        (Dtype::F16, "F16", "HalfStorage"),
        (Dtype::Bf16, "BF16", "BFloat16Storage"),
        (Dtype::F32, "F32", "FloatStorage"),
        (Dtype::F64, "F64", "DoubleStorage"),
        (Dtype::Bool, "BOOL", "BoolStorage"),
        (Dtype::I8, "I8", "CharStorage"),
        (Dtype::I16, "I16", "ShortStorage"),
        (Dtype::I32, "I32", "IntStorage"),
        (Dtype::I64, "I64", "LongStorage"),
        (Dtype::U8, "U8", "ByteStorage"),
        (Dtype::U16, "U16", ""),
        (Dtype::U32, "U32", ""),
        (Dtype::U64, "U64", ""),
    ];

    pub(crate) fn from_safetensors(name: &str) -> Option<Dtype> {
        Self::TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    pub(crate) fn from_storage_class(class: &str) -> Option<Dtype> {
        Self::TABLE.iter().find(|row| !row.2.is_empty() && row.2 == class).map(|row| row.0)
    }

    /// Returns the type with this PyTorch name, without `torch.`.
    pub(crate) fn from_torch(name: &str) -> Option<Dtype> {
        Some(match name {
            "float16" => Dtype::F16,
            "bfloat16" => Dtype::Bf16,
            "float32" => Dtype::F32,
            "float64" => Dtype::F64,
            "bool" => Dtype::Bool,
            "int8" => Dtype::I8,
            "int16" => Dtype::I16,
            "int32" => Dtype::I32,
            "int64" => Dtype::I64,
            "uint8" => Dtype::U8,
            "uint16" => Dtype::U16,
            "uint32" => Dtype::U32,
            "uint64" => Dtype::U64,
            _ => return None,
        })
    }

    /// The type's name in safetensors, such as `F32`; [`Display`](fmt::Display) writes the same.
    pub fn name(self) -> &'static str {
        match self {
            Dtype::F16 => "F16",
            Dtype::Bf16 => "BF16",
            Dtype::F32 => "F32",
            Dtype::F64 => "F64",
            Dtype::Bool => "BOOL",
            Dtype::I8 => "I8",
            Dtype::I16 => "I16",
            Dtype::I32 => "I32",
            Dtype::I64 => "I64",
            Dtype::U8 => "U8",
            Dtype::U16 => "U16",
            Dtype::U32 => "U32",
            Dtype::U64 => "U64",
        }
    }

    /// The number of bytes of an element in the file: 1, 2, 4 or 8.
    pub fn size(self) -> usize {
        match self {
            Dtype::Bool | Dtype::I8 | Dtype::U8 => 1,
            Dtype::F16 | Dtype::Bf16 | Dtype::I16 | Dtype::U16 => 2,
            Dtype::F32 | Dtype::I32 | Dtype::U32 => 4,
            Dtype::F64 | Dtype::I64 | Dtype::U64 => 8,
        }
    }

    /// Whether elements are floating-point numbers, as weights are.
    pub fn is_float(self) -> bool {
        matches!(self, Dtype::F16 | Dtype::Bf16 | Dtype::F32 | Dtype::F64)
    }
}

impl fmt::Display for Dtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The exact value of an IEEE 754 half-precision number; NaN payloads are kept.
pub(crate) fn f16_to_f32(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let exponent = u32::from(half >> 10) & 0x1f;
    let fraction = u32::from(half & 0x3ff);
    let magnitude = match exponent {
        // Zero and subnormals are multiples of 2^-24, which are normal numbers in f32.
        0 => (fraction as f32 * (1.0 / 16_777_216.0)).to_bits(),
        // Infinity and NaN.
        0x1f => 0x7f80_0000 | (fraction << 13),
        // The exponent's bias grows from 15 to 127.
        _ => ((exponent + 112) << 23) | (fraction << 13),
    };
    f32::from_bits(sign | magnitude)
}

/// The value of a bfloat16 number, which is the upper half of an `f32`.
pub(crate) fn bf16_to_f32(upper: u16) -> f32 {
    f32::from_bits(u32::from(upper) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_has_the_value_its_fields_say() {
        for half in 0..=u16::MAX {
            let exponent = i32::from((half >> 10) & 0x1f);
            let fraction = f64::from(half & 0x3ff);
            let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
            let got = f16_to_f32(half);
            if exponent == 31 && fraction > 0.0 {
                assert!(got.is_nan(), "{half:#06x}");
                continue;
            }
            let want = match exponent {
                0 => sign * fraction / 1024.0 * 2f64.powi(-14),
                31 => sign * f64::INFINITY,
                _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
            };
            assert_eq!(f64::from(got), want, "{half:#06x}");
            assert_eq!(got.is_sign_negative(), sign < 0.0, "{half:#06x}");
        }
    }

    #[test]
    fn names_and_storage_classes_are_found_again() {
        for (dtype, name, class) in Dtype::TABLE {
            assert_eq!(dtype.name(), name);
            assert_eq!(Dtype::from_safetensors(name), Some(dtype));
            if !class.is_empty() {
                assert_eq!(Dtype::from_storage_class(class), Some(dtype));
            }
        }
        assert_eq!(Dtype::from_storage_class(""), None);
        assert_eq!(Dtype::from_safetensors("F8_E4M3"), None);
    }
}
