//! The values in the pickle of a PyTorch checkpoint, in one flat list. They refer to one another by index.
//!
//! No value owns another one. Copying an [`Id`] is therefore cheap, a shared or cyclic value costs nothing, and no
//! depth of nesting in the file causes recursion in this program.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::dtype::Dtype;
use crate::error::quoted;

/// The index of a value in [`Pickle::values`].
pub(crate) type Id = usize;

/// A Python object that the file names. It is only compared with names, never looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Global<'a> {
    pub module: &'a str,
    pub name: &'a str,
}

impl Global<'_> {
    /// The object's full name, such as `torch.FloatStorage`.
    pub(crate) fn path(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }

    pub(crate) fn quoted(&self) -> String {
        quoted(&self.path())
    }
}

/// The consecutive elements that one or more tensors view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Storage<'a> {
    /// The key under which the container stores the bytes.
    pub key: &'a str,
    /// The class, such as `torch.FloatStorage`, which determines the element type.
    pub class: Global<'a>,
    /// The number of elements of the whole storage.
    pub elements: usize,
    /// The range of the storage that is used, as (first element, number of elements). Only legacy files have
    /// one.
    pub view: Option<(usize, usize)>,
}

impl Storage<'_> {
    /// The element type, unless it is one that this crate does not read.
    pub(crate) fn dtype(&self) -> Option<Dtype> {
        match (self.class.module, self.class.name) {
            // The storage is untyped bytes; the tensor states its element type.
            ("torch" | "torch.storage", "UntypedStorage") => Some(Dtype::U8),
            ("torch", class) => Dtype::from_storage_class(class),
            _ => None,
        }
    }
}

/// A tensor as the pickle describes it, before its elements are read from the container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TensorRef<'a> {
    pub storage: Storage<'a>,
    /// The index of the first element in the storage.
    pub offset: usize,
    pub shape: Vec<usize>,
    /// The distance of neighbours along each axis, in elements.
    pub strides: Vec<usize>,
    /// PyTorch's name of the element type, if the tensor states it instead of its storage.
    pub dtype: Option<&'a str>,
    /// Whether every element is stored negated: `torch.Tensor.is_neg`.
    pub negative: bool,
}

impl TensorRef<'_> {
    /// Returns the element type, or the name of a type that this crate does not read.
    pub(crate) fn dtype(&self) -> Result<Dtype, String> {
        match self.dtype {
            Some(name) => Dtype::from_torch(name).ok_or_else(|| format!("torch.{name}")),
            None => self.storage.dtype().ok_or_else(|| self.storage.class.path()),
        }
    }
}

/// One value of a pickle. Floats, byte strings and sets have no contents here, because nothing in a state
/// dictionary needs them.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    None,
    Bool(bool),
    Int(i64),
    /// An integer beyond 64 bits, as little-endian two's complement.
    Long(&'a [u8]),
    Float,
    Text(&'a str),
    Bytes,
    Tuple(Vec<Id>),
    List(Vec<Id>),
    Set,
    /// Keys and values in their stored order. A later pair replaces an earlier one with an equal key.
    Dict(Vec<(Id, Id)>),
    Global(Global<'a>),
    /// The object that Python would have created by calling the named object. The call was not made.
    Opaque(Global<'a>),
    Storage(Box<Storage<'a>>),
    Tensor(Box<TensorRef<'a>>),
    /// A tensor that this crate refuses to read, with the reason.
    Refused(Box<str>),
}

impl Value<'_> {
    /// A description of the value for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Value::None => "None".into(),
            Value::Bool(_) => "a boolean".into(),
            Value::Int(_) | Value::Long(_) => "an integer".into(),
            Value::Float => "a float".into(),
            Value::Text(_) => "a string".into(),
            Value::Bytes => "a byte string".into(),
            Value::Tuple(_) => "a tuple".into(),
            Value::List(_) => "a list".into(),
            Value::Set => "a set".into(),
            Value::Dict(_) => "a dictionary".into(),
            Value::Global(global) => format!("the Python object {}", global.quoted()),
            Value::Opaque(global) => format!(
                "the result of calling the Python object {}, and executing code from a checkpoint is refused",
                global.quoted()
            ),
            Value::Storage(_) => "a bare storage".into(),
            Value::Tensor(_) => "a tensor".into(),
            Value::Refused(why) => (**why).into(),
        }
    }
}

/// A pickle that was read: its values, and the index of the pickled object.
#[derive(Debug)]
pub(crate) struct Pickle<'a> {
    pub values: Vec<Value<'a>>,
    pub root: Id,
    /// Every storage that the pickle refers to, in the order of the references.
    pub storages: Vec<Storage<'a>>,
    /// The offset of the first byte after the pickle.
    pub end: usize,
}

impl<'a> Pickle<'a> {
    pub(crate) fn root(&self) -> &Value<'a> {
        &self.values[self.root]
    }

    /// The value of a string key in a dictionary. If the key occurs several times, the last one counts.
    pub(crate) fn lookup(&self, pairs: &[(Id, Id)], key: &str) -> Option<&Value<'a>> {
        pairs
            .iter()
            .rev()
            .find(|(k, _)| matches!(self.values[*k], Value::Text(text) if text == key))
            .map(|(_, value)| &self.values[*value])
    }
}
