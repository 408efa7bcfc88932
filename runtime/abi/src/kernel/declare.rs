//! The common interface of all kernel shapes, and the macro that declares a shape.

use alloc::{string::String, vec::Vec};
use core::fmt::{Formatter, Result};

use super::{
    Kernel,
    construct::{Construct, Expression},
};
use crate::layout::{Dilations, Layout, Map};

/// The shape of any kernel.
pub trait KernelShape {
    /// Returns the name of the type, such as `Conv2d`.
    fn type_name(&self) -> &'static str;

    /// Returns the name of the kernel: the name of the type in snake case.
    fn name(&self) -> String {
        snake_case(self.type_name())
    }

    /// Returns the input map.
    fn input(&self) -> Map;

    /// Returns the output map.
    fn output(&self) -> Map;

    /// Returns the number of floats of the packed weights.
    fn weights_len(&self) -> usize {
        0
    }

    /// Returns the number of floats of the packed weights that the kernel may leave unread, depending on the
    /// checkpoint.
    fn spare_weights_len(&self) -> usize {
        0
    }

    /// Returns the number of floats of scratch.
    fn scratch_len(&self) -> usize {
        0
    }

    /// Returns the map that the kernel resizes and adds.
    fn resized(&self) -> Option<Map> {
        None
    }

    /// Returns the kernels that this one is composed of, in the order of their weights. Most kernels have
    /// none.
    fn parts(&self) -> Vec<Kernel> {
        Vec::new()
    }

    /// Returns the fields other than the maps and the component kernels, in the order of the text.
    fn fields(&self) -> Vec<Field<'_>> {
        Vec::new()
    }

    /// Returns the path of the constructor, such as `kernel::Conv2d::new`.
    fn constructor(&self) -> &'static str;

    /// Returns the expression that constructs the shape. Fields with their default values are left out.
    fn expression(&self) -> Expression {
        let arguments = match self.parts() {
            parts if parts.is_empty() => {
                [self.input(), self.output()].map(|map| map.expression()).into()
            }
            parts => parts.into_iter().map(Expression::shape).collect(),
        };
        with_fields(Expression::Call(self.constructor(), arguments), &self.fields())
    }

    /// Writes the kernel and its shape as a line of text.
    fn text(&self, f: &mut Formatter<'_>) -> Result {
        write_maps(self.type_name(), [self.input(), self.output()], f)?;
        self.fields_text(f)
    }

    /// Writes the part of the text that follows the maps.
    fn fields_text(&self, f: &mut Formatter<'_>) -> Result {
        write_fields(&self.fields(), f)
    }
}

// These functions are not methods of the trait, because the program would contain a copy for every shape.

/// Converts the name of a type to snake case.
fn snake_case(type_name: &str) -> String {
    let mut name = String::new();
    for c in type_name.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// Adds a setter for each field that does not have its default.
fn with_fields(constructor: Expression, fields: &[Field<'_>]) -> Expression {
    let fields = fields.iter().filter(|field| !field.is_default);
    fields.fold(constructor, |shape, field| shape.set(field.name, field.value))
}

/// Writes the name of a kernel and its maps.
fn write_maps(type_name: &str, [input, output]: [Map; 2], f: &mut Formatter<'_>) -> Result {
    write!(f, "{} {input} -> {output}", snake_case(type_name))
}

/// Writes the values of fields.
fn write_fields(fields: &[Field<'_>], f: &mut Formatter<'_>) -> Result {
    fields.iter().try_for_each(|field| field.value.text(field.name, f))
}

/// A field of a shape.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// The name of the field and of its setter.
    pub name: &'static str,
    /// The value of the field.
    pub value: &'a dyn FieldValue,
    /// Whether the value is the default.
    pub is_default: bool,
}

/// The value of a shape's field.
pub trait FieldValue: Construct {
    /// Writes the value of the field `name` as text, preceded by a space. Writes nothing for a value that
    /// readers assume if there is no text.
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result;
}

impl FieldValue for bool {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        if *self { write!(f, " {name}") } else { Ok(()) }
    }
}

impl FieldValue for usize {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        write!(f, " {name} {self}")
    }
}

impl FieldValue for Layout {
    fn text(&self, _: &str, f: &mut Formatter<'_>) -> Result {
        match self {
            Layout::Nhwc => Ok(()),
            Layout::Nchw => f.write_str(" planes"),
        }
    }
}

impl FieldValue for Option<Map> {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        match self {
            Some(map) => write!(f, " {name} {map}"),
            None => Ok(()),
        }
    }
}

impl FieldValue for Dilations {
    fn text(&self, name: &str, f: &mut Formatter<'_>) -> Result {
        write!(f, " {name} {self:?}")
    }
}

/// Declares the shape of a kernel: a struct with its constructor, a setter for each field that has a default,
/// and [`KernelShape`].
///
/// A shape either has an input, an output and fields with defaults, in the order of the text, or it is
/// composed of the shapes of other kernels. In parentheses after the name of the type are those of
/// `weights_len` and `scratch_len` that the type defines as constant functions. Functions of `KernelShape` in
/// an `impl` block at the end replace those that the macro would define.
///
/// A default must never change, because generated files of earlier versions leave out fields with default
/// values.
macro_rules! shape {
    (
        $(#[$meta:meta])*
        pub struct $Shape:ident $(($($len:ident),+))? {
            $(#[$input_meta:meta])*
            input: $Input:ty,
            $(#[$output_meta:meta])*
            output: $Output:ty,
            $($(#[$field_meta:meta])* $field:ident: $Type:ty = $default:expr,)*
        }
        $(impl { $($replaced:tt)* })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Shape {
            $(#[$input_meta])*
            pub input: $Input,
            $(#[$output_meta])*
            pub output: $Output,
            $($(#[$field_meta])* pub $field: $Type,)*
        }

        impl $Shape {
            /// Creates a shape from its maps. Every other field has its default.
            #[inline]
            pub const fn new(input: $Input, output: $Output) -> Self {
                $Shape { input, output, $($field: $default),* }
            }
        }

        $crate::kernel::construct::setters! { $Shape { $($field: $Type = $default,)* } }

        impl $crate::kernel::KernelShape for $Shape {
            fn type_name(&self) -> &'static str {
                stringify!($Shape)
            }

            fn input(&self) -> $crate::layout::Map {
                self.input
            }

            fn output(&self) -> $crate::layout::Map {
                self.output
            }

            $($(fn $len(&self) -> usize {
                Self::$len(self)
            })+)?

            fn fields(&self) -> alloc::vec::Vec<$crate::kernel::Field<'_>> {
                alloc::vec![$($crate::kernel::Field {
                    name: stringify!($field),
                    value: &self.$field,
                    is_default: self.$field == $default,
                }),*]
            }

            fn constructor(&self) -> &'static str {
                concat!("kernel::", stringify!($Shape), "::new")
            }

            $($($replaced)*)?
        }
    };
    (
        $(#[$meta:meta])*
        pub struct $Shape:ident $(($($len:ident),+))? {
            $($(#[$part_meta:meta])* $part:ident: $Type:ty,)*
        }
        impl { $($replaced:tt)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Shape {
            $($(#[$part_meta])* pub $part: $Type,)*
        }

        impl $Shape {
            /// Creates a shape from the shapes of other kernels.
            #[inline]
            pub const fn new($($part: $Type),*) -> Self {
                $Shape { $($part),* }
            }
        }

        impl $crate::kernel::KernelShape for $Shape {
            fn type_name(&self) -> &'static str {
                stringify!($Shape)
            }

            $($(fn $len(&self) -> usize {
                Self::$len(self)
            })+)?

            fn parts(&self) -> alloc::vec::Vec<$crate::kernel::Kernel> {
                alloc::vec![$(self.$part.into()),*]
            }

            fn constructor(&self) -> &'static str {
                concat!("kernel::", stringify!($Shape), "::new")
            }

            $($replaced)*
        }
    };
}

pub(crate) use shape;

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::kernel::{Conv2d, DepthwiseConv2d, Epilogue, Stage, StemUnit, StridedEespUnit};

    const FROM: Map = Map::dense(3, 8, 6);
    const TO: Map = Map::dense(4, 4, 3).with_stride(9);

    #[test]
    fn kernels_are_named_after_their_types() {
        let kernel = Kernel::from(DepthwiseConv2d::new(FROM, TO));
        assert_eq!((kernel.type_name(), &*kernel.name()), ("DepthwiseConv2d", "depthwise_conv2d"));
    }

    #[test]
    fn text_has_all_fields_and_code_those_that_are_not_defaults() {
        let shape = Conv2d::new(FROM, TO).kernel(3).epilogue(Epilogue::new(&[Stage::Prelu]));
        assert_eq!(
            Kernel::from(shape).to_string(),
            "conv2d 3×8×6 -> 4×4×3/9 kernel 3 stride 1 padding 0 dilation 1 groups 1 +prelu"
        );
        let maps = [FROM.expression(), TO.expression()];
        assert_eq!(
            shape.expression(),
            Expression::Call("kernel::Conv2d::new", maps.into())
                .set("kernel", 3)
                .set("epilogue", shape.epilogue)
        );
    }

    #[test]
    fn parts_are_the_arguments_of_a_constructor() {
        let (stem, unit) = (Conv2d::new(FROM, TO), StridedEespUnit::new(TO, TO));
        let shape = StemUnit::new(stem, unit);
        let parts = [Expression::shape(stem), Expression::shape(unit)];
        assert_eq!(shape.expression(), Expression::Call("kernel::StemUnit::new", parts.into()));
        assert_eq!(Kernel::from(shape).parts(), [stem.into(), unit.into()]);
        assert_eq!(Kernel::from(stem).parts(), [stem.into()]);
    }
}
