//! Values as expressions that call constructors. The compiler writes generated code from them.
//!
//! Generated files are used with later versions too. Therefore they contain no struct literals, which a new
//! field would break. They call constructors, and then a setter for each field that does not have its
//! default.

use alloc::{boxed::Box, vec::Vec};

use super::Kernel;
use crate::layout::{Dilations, Layout, Map};

/// An expression of generated code. Paths begin at the modules of this crate.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `true` or `false`.
    Flag(bool),
    /// An integer.
    Number(usize),
    /// A float.
    Float(f32),
    /// An array by reference.
    Slice(Vec<Expression>),
    /// An array.
    Array(Vec<Expression>),
    /// An `Option`.
    Option(Option<Box<Expression>>),
    /// A constant or a variant, such as `kernel::Residual::InPlace`.
    Path(&'static str),
    /// A call of a function, such as `layout::Map::dense`.
    Call(&'static str, Vec<Expression>),
    /// A call of a method of a value with one argument.
    Method(Box<Expression>, &'static str, Box<Expression>),
    /// The constant that contains the shape of this kernel.
    Shape(Box<Kernel>),
}

impl Expression {
    /// Refers to the constant that contains the shape of a kernel.
    pub fn shape(kernel: impl Into<Kernel>) -> Self {
        Expression::Shape(Box::new(kernel.into()))
    }

    /// Adds the call of a setter.
    #[must_use]
    pub fn set(self, setter: &'static str, value: impl Construct) -> Self {
        Expression::Method(self.into(), setter, value.expression().into())
    }

    /// Adds the call of a setter if there is a value.
    #[must_use]
    pub fn set_some(self, setter: &'static str, value: Option<impl Construct>) -> Self {
        match value {
            Some(value) => self.set(setter, value),
            None => self,
        }
    }
}

/// A value that generated code contains.
pub trait Construct {
    /// Returns the expression that constructs the value.
    fn expression(&self) -> Expression;
}

impl<T: Construct + ?Sized> Construct for &T {
    fn expression(&self) -> Expression {
        (**self).expression()
    }
}

impl<T: Construct> Construct for Option<T> {
    fn expression(&self) -> Expression {
        Expression::Option(self.as_ref().map(|value| value.expression().into()))
    }
}

impl Construct for bool {
    fn expression(&self) -> Expression {
        Expression::Flag(*self)
    }
}

impl Construct for usize {
    fn expression(&self) -> Expression {
        Expression::Number(*self)
    }
}

impl Construct for Layout {
    fn expression(&self) -> Expression {
        Expression::Path(match self {
            Layout::Nhwc => "layout::Layout::Nhwc",
            Layout::Nchw => "layout::Layout::Nchw",
        })
    }
}

impl Construct for Map {
    fn expression(&self) -> Expression {
        let sizes = [self.channels, self.height, self.width].map(Expression::Number);
        let dense = Expression::Call("layout::Map::dense", sizes.into());
        dense.set_some("with_stride", (self.stride != self.channels).then_some(self.stride))
    }
}

impl Construct for Dilations {
    fn expression(&self) -> Expression {
        let values = self.as_slice().iter().map(|&value| Expression::Number(value.into()));
        Expression::Call("layout::Dilations::new", [Expression::Slice(values.collect())].into())
    }
}

/// Defines a setter for each of these fields of a struct. Its documentation states the default.
macro_rules! setters {
    ($Struct:ident { $($field:ident: $Type:ty = $default:expr,)* }) => {
        impl $Struct {$(
            #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), "),")]
            #[doc = concat!("whose default is `", stringify!($default), "`.")]
            #[must_use]
            #[inline]
            pub const fn $field(self, $field: $Type) -> Self {
                $Struct { $field, ..self }
            }
        )*}
    };
}

pub(crate) use setters;
