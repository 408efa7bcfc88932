//! Recognises the calls in a pickle that describe tensors, by name. All other calls have no effect.
//!
//! Arguments that change a tensor's numbers are applied, or the tensor is refused with a reason. Arguments
//! that matter only for training are ignored.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::dtype::Dtype;
use crate::error::{CheckpointError, quoted};
use crate::pickle::Machine;
use crate::value::{Global, Id, Storage, TensorRef, Value};
use crate::view::MAX_RANK;

/// Longest key of a storage, in bytes. PyTorch writes a counter or an address.
const MAX_KEY: usize = 256;

/// Returns whether a function of `torch._utils` creates a tensor from a storage, an offset, a shape and
/// strides.
fn is_plain(function: &str) -> bool {
    matches!(function, "_rebuild_tensor" | "_rebuild_tensor_v2" | "_rebuild_tensor_v3")
}

/// Describes the result of a function of `torch._utils` that this crate does not read, and a way to
/// avoid it.
fn unread(function: &str) -> Option<&'static str> {
    Some(match function {
        "_rebuild_qtensor" => {
            "a quantised tensor; save the weights as they were before quantisation, or `tensor.dequantize()`"
        }
        "_rebuild_sparse_tensor" | "_rebuild_sparse_csr_tensor" => {
            "a sparse tensor; save `tensor.to_dense()`"
        }
        "_rebuild_nested_tensor" => "a nested tensor; save its parts",
        "_rebuild_meta_tensor_no_storage" => {
            "a tensor on the device `meta`, which has no numbers; save the model after its weights are loaded"
        }
        "_rebuild_wrapper_subclass" => {
            "a tensor of a class of its own, which has no numbers here; save it as a plain tensor"
        }
        "_rebuild_device_tensor_from_numpy" | "_rebuild_xla_tensor" => {
            "a tensor in a NumPy array; save `tensor.cpu()`"
        }
        _ => return None,
    })
}

impl<'a> Machine<'a> {
    /// Pushes the value that `callee(*arguments)` returns, as far as this crate reads it.
    pub(crate) fn call(&mut self, callee: Id, arguments: Id) -> Result<(), CheckpointError> {
        let global = match self.values[callee] {
            Value::Global(global) | Value::Opaque(global) => global,
            _ => return Err(self.fault("the pickle calls something that is not a named object")),
        };
        let known = matches!(self.values[callee], Value::Global(_));
        match (global.module, global.name) {
            ("collections", "OrderedDict") if known => self.ordered_dict(arguments),
            ("torch._utils", function) if known && is_plain(function) => {
                self.rebuild_tensor(global, arguments)
            }
            // A parameter is a tensor with a flag that matters only for training.
            ("torch._utils", "_rebuild_parameter") | ("torch", "Size") if known => {
                self.first_argument(global, arguments)
            }
            ("torch._utils", "_rebuild_parameter_with_state") if known => {
                self.first_argument(global, arguments)?;
                self.attributes(arguments)
            }
            ("torch._tensor", "_rebuild_from_type_v2" | "_rebuild_from_type") if known => {
                self.rebuild_from_type(global, arguments)
            }
            ("torch._utils", "_rebuild_device_tensor_from_cpu_tensor") if known => {
                self.rebuild_on_device(global, arguments)
            }
            ("torch._utils", function) if known => {
                self.push(match unread(function) {
                    Some(reason) => {
                        Value::Refused(format!("{reason} ({})", quoted(function)).into_boxed_str())
                    }
                    None => Value::Opaque(global),
                });
                Ok(())
            }
            _ => {
                self.push(Value::Opaque(global));
                Ok(())
            }
        }
    }

    /// Pushes the storage that a persistent id names.
    ///
    /// The id is `("storage", class, key, device, elements)`. In the legacy container `None` or `(key, first
    /// element, elements)` follows at the end. That container also has ids of other kinds, for the source
    /// text of modules.
    pub(crate) fn persistent(&mut self, id: Id) -> Result<(), CheckpointError> {
        let items = self.items(id).unwrap_or_default();
        let (kind, class) = match items {
            [kind, class, ..] => (&self.values[*kind], &self.values[*class]),
            _ => return Err(self.fault("a persistent id is not the tuple PyTorch writes")),
        };
        let (&Value::Text(kind), &Value::Global(class)) = (kind, class) else {
            return Err(self.fault("a persistent id names neither a kind nor a class"));
        };
        if kind != "storage" {
            self.push(Value::Opaque(class));
            return Ok(());
        }
        let storage = self.storage(class, items).ok_or_else(|| {
            self.fault("a storage lacks a key, or its size is not a natural number")
        })?;
        self.storages.push(storage);
        self.push(Value::Storage(Box::new(storage)));
        Ok(())
    }

    fn storage(&self, class: Global<'a>, items: &[Id]) -> Option<Storage<'a>> {
        let Value::Text(key) = self.values[*items.get(2)?] else {
            return None;
        };
        if key.len() > MAX_KEY {
            return None;
        }
        let view = match items.get(5).map(|&id| &self.values[id]) {
            None | Some(Value::None) => None,
            Some(Value::Tuple(view)) => {
                Some((self.natural(*view.get(1)?)?, self.natural(*view.get(2)?)?))
            }
            Some(_) => return None,
        };
        Some(Storage { key, class, elements: self.natural(*items.get(4)?)?, view })
    }

    /// `OrderedDict()`, whose items follow later, or `OrderedDict([[key, value], …])` of Python 2.
    fn ordered_dict(&mut self, arguments: Id) -> Result<(), CheckpointError> {
        let pairs = match self.items(arguments) {
            Some([]) => Some(Vec::new()),
            Some([list]) => self.items(*list).and_then(|list| {
                let pair = |&id: &Id| match self.items(id) {
                    Some(&[key, value]) => Some((key, value)),
                    _ => None,
                };
                list.iter().map(pair).collect()
            }),
            _ => None,
        };
        let Some(pairs) = pairs else {
            return Err(
                self.fault("`collections.OrderedDict` is called with something other than pairs")
            );
        };
        self.charge(pairs.len())?;
        self.push(Value::Dict(pairs));
        Ok(())
    }

    /// Pushes the first argument.
    fn first_argument(&mut self, global: Global<'a>, arguments: Id) -> Result<(), CheckpointError> {
        match self.items(arguments).and_then(<[Id]>::first) {
            Some(&first) => {
                self.push_id(first);
                Ok(())
            }
            None => Err(self.bad_arguments(global)),
        }
    }

    /// Reads `_rebuild_tensor(storage, offset, shape, strides)`. Version 2 appends arguments for
    /// training and the metadata; version 3 has the element type before the metadata.
    fn rebuild_tensor(&mut self, global: Global<'a>, arguments: Id) -> Result<(), CheckpointError> {
        let value = self.tensor(global, arguments).ok_or_else(|| self.bad_arguments(global))?;
        if let Value::Tensor(tensor) = &value {
            self.charge(tensor.shape.len() + tensor.strides.len())?;
        }
        self.push(value);
        Ok(())
    }

    fn tensor(&self, global: Global<'a>, arguments: Id) -> Option<Value<'a>> {
        let &[storage, offset, shape, strides, ref rest @ ..] = self.items(arguments)? else {
            return None;
        };
        let storage = match &self.values[storage] {
            Value::Storage(storage) => **storage,
            Value::Opaque(class) => return Some(Value::Opaque(*class)),
            _ => return None,
        };
        let (dtype, metadata) = match global.name {
            "_rebuild_tensor_v3" => {
                let dtype = match self.values[*rest.get(2)?] {
                    Value::Global(Global { module: "torch", name }) => name,
                    _ => return None,
                };
                (Some(dtype), rest.get(3))
            }
            _ => (None, rest.get(2)),
        };
        let negative = match self.metadata(metadata.map(|&id| &self.values[id])) {
            Ok(negative) => negative,
            Err(reason) => return Some(Value::Refused(reason.into_boxed_str())),
        };
        Some(Value::Tensor(Box::new(TensorRef {
            storage,
            offset: self.natural(offset)?,
            shape: self.naturals(shape)?,
            strides: self.naturals(strides)?,
            dtype,
            negative,
        })))
    }

    /// Returns whether a tensor's metadata declares its numbers negated; the error describes metadata
    /// that this crate does not support.
    fn metadata(&self, metadata: Option<&Value<'a>>) -> Result<bool, String> {
        let pairs = match metadata {
            None | Some(Value::None) => return Ok(false),
            Some(Value::Dict(pairs)) => pairs,
            Some(other) => {
                return Err(format!(
                    "a tensor whose metadata is {}, which is not read",
                    other.describe()
                ));
            }
        };
        let mut negative = false;
        for (key, value) in pairs {
            match (&self.values[*key], &self.values[*value]) {
                (Value::Text("neg"), Value::Bool(value)) => negative = *value,
                (_, Value::Bool(false)) => {}
                (Value::Text(key), _) => {
                    return Err(format!(
                        "a tensor with the metadata {}, which is not read (save `tensor.resolve_conj()` and the like)",
                        quoted(key)
                    ));
                }
                _ => return Err("a tensor with metadata that has no name".to_string()),
            }
        }
        Ok(negative)
    }

    /// Reads `_rebuild_from_type_v2(function, class, arguments, state)`: the result of
    /// `function(*arguments)`, converted to the class, with attributes from `state`.
    fn rebuild_from_type(
        &mut self,
        global: Global<'a>,
        arguments: Id,
    ) -> Result<(), CheckpointError> {
        let Some(&[function, class, inner, ..]) = self.items(arguments) else {
            return Err(self.bad_arguments(global));
        };
        let (&Value::Global(made_by), &Value::Global(class)) =
            (&self.values[function], &self.values[class])
        else {
            return Err(self.bad_arguments(global));
        };
        let plain = matches!(
            (class.module, class.name),
            ("torch" | "torch._tensor", "Tensor")
                | ("torch.nn.parameter" | "torch.nn", "Parameter" | "Buffer")
        );
        if !plain {
            let reason = format!(
                "a tensor of the class {}, whose code is not run; save it as a plain tensor",
                class.quoted()
            );
            self.push(Value::Refused(reason.into_boxed_str()));
            return Ok(());
        }
        // Only functions that make tensors are called, so that a file cannot cause recursion.
        if made_by.module != "torch._utils" || !made_by.name.starts_with("_rebuild_") {
            self.push(Value::Opaque(made_by));
            return Ok(());
        }
        self.call(function, inner)?;
        self.attributes(arguments)
    }

    /// Checks the attributes of the tensor on top of the stack; they are the fourth argument. If an attribute
    /// sets its numbers, the tensor is replaced by a refusal.
    fn attributes(&mut self, arguments: Id) -> Result<(), CheckpointError> {
        let state = self.items(arguments).and_then(|items| items.get(3)).copied();
        let parts: Vec<Id> = match state.map(|id| (id, &self.values[id])) {
            Some((_, Value::Tuple(parts))) => parts.clone(),
            Some((id, _)) => Vec::from([id]),
            None => Vec::new(),
        };
        self.charge(parts.len())?;
        for part in parts {
            let length = match &self.values[part] {
                Value::Dict(pairs) => pairs.len(),
                _ => 0,
            };
            self.charge(length)?;
            let reason = match &self.values[part] {
                Value::None => None,
                Value::Dict(pairs) => pairs.iter().find_map(|(key, _)| match self.values[*key] {
                    Value::Text(name @ ("data" | "real" | "imag")) => {
                        Some(format!("a tensor whose attribute {} sets its numbers", quoted(name)))
                    }
                    Value::Text(_) => None,
                    _ => Some("a tensor with an attribute that has no name".to_string()),
                }),
                other => Some(format!("a tensor whose state is {}", other.describe())),
            };
            if let Some(reason) = reason {
                self.replace_top(Value::Refused(reason.into_boxed_str()))?;
            }
        }
        Ok(())
    }

    /// Reads `_rebuild_device_tensor_from_cpu_tensor(data, dtype, device, requires_grad)`.
    fn rebuild_on_device(
        &mut self,
        global: Global<'a>,
        arguments: Id,
    ) -> Result<(), CheckpointError> {
        let Some(&[data, dtype, ..]) = self.items(arguments) else {
            return Err(self.bad_arguments(global));
        };
        let same = match (&self.values[data], &self.values[dtype]) {
            (Value::Tensor(tensor), Value::Global(Global { module: "torch", name })) => {
                Dtype::from_torch(name).is_some_and(|dtype| tensor.dtype() == Ok(dtype))
            }
            _ => false,
        };
        if same {
            self.push_id(data);
        } else {
            let reason = "a tensor that is converted to another element type as it is loaded";
            self.push(Value::Refused(reason.into()));
        }
        Ok(())
    }

    fn bad_arguments(&self, global: Global<'_>) -> CheckpointError {
        self.fault(&format!("{} is called with arguments it does not take", global.quoted()))
    }

    /// The items of a tuple or list.
    fn items(&self, id: Id) -> Option<&[Id]> {
        match &self.values[id] {
            Value::Tuple(items) | Value::List(items) => Some(items),
            _ => None,
        }
    }

    fn natural(&self, id: Id) -> Option<usize> {
        match self.values[id] {
            Value::Int(value) => usize::try_from(value).ok(),
            _ => None,
        }
    }

    /// A shape or strides.
    fn naturals(&self, id: Id) -> Option<Vec<usize>> {
        let items = self.items(id)?;
        if items.len() > MAX_RANK {
            return None;
        }
        items.iter().map(|&item| self.natural(item)).collect()
    }
}
