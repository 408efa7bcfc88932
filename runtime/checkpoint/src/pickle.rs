//! An interpreter for the part of Python's pickle language that checkpoints need.
//!
//! A pickle is a program for a stack machine. This machine creates plain values and tensor descriptions and
//! nothing else: it cannot import, call or look up anything. The few calls that a tensor needs are recognised
//! by name (see `calls.rs`). Any other call becomes an opaque value, which is an error only if a tensor is
//! needed in its place. The machine supports opcodes of protocols 2 to 5, the ones that `torch.save` writes.
//!
//! [`MAX_STEPS`] limits time and memory: an opcode is one step and creates at most one value, and values that
//! it copies count as more steps.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use crate::bytes::Bytes;
use crate::error::{CheckpointError, ErrorKind};
use crate::value::{Global, Id, Pickle, Storage, Value};

/// The largest number of steps of a pickle. A checkpoint of a thousand tensors takes about fifty thousand.
pub(crate) const MAX_STEPS: usize = 1 << 22;

/// The length of the longest module or name of a global, in bytes. Comparing them stays cheap.
const MAX_GLOBAL: usize = 512;

/// The state of the machine.
#[derive(Debug)]
pub(crate) struct Machine<'a> {
    pub(crate) values: Vec<Value<'a>>,
    pub(crate) storages: Vec<Storage<'a>>,
    stack: Vec<Id>,
    /// The heights of the stack at which marks were set.
    marks: Vec<usize>,
    memo: BTreeMap<u32, Id>,
    steps: usize,
    bytes: Bytes<'a>,
    /// The position of the current opcode in the file.
    opcode_at: usize,
}

/// Reads the pickle that starts at byte `start` of `file`. Other bytes may follow it.
pub(crate) fn read_pickle(file: &[u8], start: usize) -> Result<Pickle<'_>, CheckpointError> {
    let mut machine = Machine {
        values: Vec::new(),
        storages: Vec::new(),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: BTreeMap::new(),
        steps: 0,
        bytes: Bytes::new(file, start),
        opcode_at: start,
    };
    loop {
        machine.opcode_at = machine.bytes.position();
        machine.charge(1)?;
        let opcode = machine.bytes.u8()?;
        if opcode == b'.' {
            let root = machine.pop()?;
            return Ok(Pickle {
                values: machine.values,
                root,
                storages: machine.storages,
                end: machine.bytes.position(),
            });
        }
        machine.step(opcode)?;
    }
}

impl<'a> Machine<'a> {
    /// Counts `steps`. It is an error if there are too many in all.
    pub(crate) fn charge(&mut self, steps: usize) -> Result<(), CheckpointError> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > MAX_STEPS {
            return Err(CheckpointError::new(
                ErrorKind::TooLarge,
                format!("the pickle takes more than {MAX_STEPS} steps, far beyond a description of tensors"),
            )
            .at(self.opcode_at));
        }
        Ok(())
    }

    /// An error about the current opcode.
    pub(crate) fn fault(&self, message: &str) -> CheckpointError {
        CheckpointError::malformed(message).at(self.opcode_at)
    }

    /// Executes an opcode. The opcodes are divided among functions; each passes those that it does not know on
    /// to the next.
    fn step(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            // PROTO and FRAME only describe the bytes that follow.
            0x80 => self.protocol(),
            0x95 => self.bytes.u64().map(drop),
            _ => self.constant(opcode),
        }
    }

    /// None, booleans and numbers.
    fn constant(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            b'N' => self.push(Value::None),
            0x88 => self.push(Value::Bool(true)),
            0x89 => self.push(Value::Bool(false)),
            b'J' => {
                let value = i32::from_le_bytes(self.bytes.array()?);
                self.push(Value::Int(value.into()));
            }
            b'K' => {
                let value = self.bytes.u8()?;
                self.push(Value::Int(value.into()));
            }
            b'M' => {
                let value = self.bytes.u16()?;
                self.push(Value::Int(value.into()));
            }
            0x8a => {
                let length = self.bytes.u8()?;
                self.long(length.into())?;
            }
            0x8b => {
                let length = self.bytes.u32()?;
                self.long(length as usize)?;
            }
            b'G' => {
                self.bytes.u64()?;
                self.push(Value::Float);
            }
            _ => return self.string(opcode),
        }
        Ok(())
    }

    /// Strings and byte strings: SHORT_BINUNICODE, BINUNICODE, BINUNICODE8; SHORT_BINSTRING and BINSTRING
    /// of Python 2; SHORT_BINBYTES, BINBYTES, BINBYTES8, BYTEARRAY8.
    fn string(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            0x8c | b'U' => {
                let length = self.bytes.u8()?;
                self.text(length.into())?;
            }
            b'X' | b'T' => {
                let length = self.bytes.u32()?;
                self.text(length as usize)?;
            }
            0x8d => {
                let length = self.bytes.length()?;
                self.text(length)?;
            }
            b'C' => {
                let length = self.bytes.u8()?;
                self.byte_string(length.into())?;
            }
            b'B' => {
                let length = self.bytes.u32()?;
                self.byte_string(length as usize)?;
            }
            0x8e | 0x96 => {
                let length = self.bytes.length()?;
                self.byte_string(length)?;
            }
            _ => return self.collection(opcode),
        }
        Ok(())
    }

    /// Tuples, lists, dictionaries and sets.
    fn collection(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            b')' => self.push(Value::Tuple(Vec::new())),
            b']' => self.push(Value::List(Vec::new())),
            b'}' => self.push(Value::Dict(Vec::new())),
            0x8f => self.push(Value::Set),
            0x85..=0x87 => {
                let items = self.pop_many(usize::from(opcode - 0x84))?;
                self.push(Value::Tuple(items));
            }
            b't' => {
                let items = self.pop_to_mark()?;
                self.push(Value::Tuple(items));
            }
            b'l' => {
                let items = self.pop_to_mark()?;
                self.push(Value::List(items));
            }
            b'd' => {
                let items = self.pop_to_mark()?;
                let pairs = self.pairs(&items)?;
                self.push(Value::Dict(pairs));
            }
            0x91 => {
                self.pop_to_mark()?;
                self.push(Value::Set);
            }
            b'a' => {
                let item = self.pop_many(1)?;
                self.append(&item)?;
            }
            b'e' => {
                let items = self.pop_to_mark()?;
                self.append(&items)?;
            }
            b's' => {
                let items = self.pop_many(2)?;
                self.set_items(&items)?;
            }
            b'u' => {
                let items = self.pop_to_mark()?;
                self.set_items(&items)?;
            }
            // ADDITEMS: the items of a set are never used.
            0x90 => {
                self.pop_to_mark()?;
            }
            _ => return self.stack_operation(opcode),
        }
        Ok(())
    }

    /// Marks, removals and copies on the stack.
    fn stack_operation(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            b'(' => self.marks.push(self.stack.len()),
            // POP removes a mark if the mark is on top of the stack.
            b'0' if self.marks.last() == Some(&self.stack.len()) => {
                self.marks.pop();
            }
            b'0' => {
                self.pop()?;
            }
            b'1' => {
                self.pop_to_mark()?;
            }
            b'2' => {
                let top = self.top()?;
                self.stack.push(top);
            }
            _ => return self.memo_operation(opcode),
        }
        Ok(())
    }

    /// Values that go into the memo and come from it.
    fn memo_operation(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            b'q' => {
                let key = self.bytes.u8()?;
                self.memoize(key.into())?;
            }
            b'r' => {
                let key = self.bytes.u32()?;
                self.memoize(key)?;
            }
            0x94 => {
                let key =
                    u32::try_from(self.memo.len()).map_err(|_| self.fault("the memo is full"))?;
                self.memoize(key)?;
            }
            b'h' => {
                let key = self.bytes.u8()?;
                self.recall(key.into())?;
            }
            b'j' => {
                let key = self.bytes.u32()?;
                self.recall(key)?;
            }
            _ => return self.name_or_call(opcode),
        }
        Ok(())
    }

    /// Names, calls, and states of objects.
    fn name_or_call(&mut self, opcode: u8) -> Result<(), CheckpointError> {
        match opcode {
            b'c' => {
                let module = self.name()?;
                let name = self.name()?;
                self.global(module, name)?;
            }
            0x93 => {
                let names = self.pop_many(2)?;
                let (&Value::Text(module), &Value::Text(name)) =
                    (&self.values[names[0]], &self.values[names[1]])
                else {
                    return Err(self.fault("a global is named by something other than strings"));
                };
                self.global(module, name)?;
            }
            b'R' | 0x81 => {
                let call = self.pop_many(2)?;
                self.call(call[0], call[1])?;
            }
            0x92 => {
                let call = self.pop_many(3)?;
                self.call(call[0], call[1])?;
            }
            // BUILD sets the state of an object: the attributes of an opaque object, or the `_metadata` of a
            // state dict, which do not concern tensors. The state of a tensor would be its numbers.
            b'b' => {
                self.pop()?;
                let object = self.top()?;
                if matches!(self.values[object], Value::Tensor(_)) {
                    let reason = "a tensor whose numbers are set by a state of its own";
                    self.values[object] = Value::Refused(reason.into());
                }
            }
            b'Q' => {
                let id = self.pop()?;
                self.persistent(id)?;
            }
            _ => return Err(self.unknown(opcode)),
        }
        Ok(())
    }

    /// The error for an opcode that the machine does not support.
    fn unknown(&self, opcode: u8) -> CheckpointError {
        CheckpointError::unsupported(format!(
            "pickle opcode {opcode:#04x} is not one that `torch.save` writes (protocols 2 to 5 are read)"
        ))
        .at(self.opcode_at)
    }

    fn protocol(&mut self) -> Result<(), CheckpointError> {
        let protocol = self.bytes.u8()?;
        if !(2..=5).contains(&protocol) {
            return Err(CheckpointError::unsupported(format!(
                "pickle protocol {protocol} (2 to 5 are read)"
            ))
            .at(self.opcode_at));
        }
        Ok(())
    }

    /// An integer of `length` bytes, little-endian two's complement.
    fn long(&mut self, length: usize) -> Result<(), CheckpointError> {
        let digits = self.bytes.take(length)?;
        let value = if digits.len() > 8 {
            Value::Long(digits)
        } else {
            let negative = digits.last().is_some_and(|&byte| byte >= 0x80);
            let mut extended = [if negative { 0xff } else { 0 }; 8];
            extended[..digits.len()].copy_from_slice(digits);
            Value::Int(i64::from_le_bytes(extended))
        };
        self.push(value);
        Ok(())
    }

    /// A string of `length` bytes. A string that is not UTF-8 cannot name anything and becomes bytes.
    fn text(&mut self, length: usize) -> Result<(), CheckpointError> {
        let bytes = self.bytes.take(length)?;
        self.push(core::str::from_utf8(bytes).map_or(Value::Bytes, Value::Text));
        Ok(())
    }

    fn byte_string(&mut self, length: usize) -> Result<(), CheckpointError> {
        self.bytes.take(length)?;
        self.push(Value::Bytes);
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str, CheckpointError> {
        let line = self.bytes.line()?;
        core::str::from_utf8(line).map_err(|_| self.fault("the name of a global is not UTF-8"))
    }

    fn global(&mut self, module: &'a str, name: &'a str) -> Result<(), CheckpointError> {
        if module.len().max(name.len()) > MAX_GLOBAL {
            return Err(self.fault("the name of a global is too long"));
        }
        self.push(Value::Global(Global { module, name }));
        Ok(())
    }

    pub(crate) fn push(&mut self, value: Value<'a>) {
        self.stack.push(self.values.len());
        self.values.push(value);
    }

    /// Replaces the topmost value.
    pub(crate) fn replace_top(&mut self, value: Value<'a>) -> Result<(), CheckpointError> {
        self.pop()?;
        self.push(value);
        Ok(())
    }

    /// Pushes an existing value.
    pub(crate) fn push_id(&mut self, id: Id) {
        self.stack.push(id);
    }

    /// The number of entries above the last mark, which may be popped.
    fn poppable(&self) -> usize {
        self.stack.len() - self.marks.last().copied().unwrap_or(0)
    }

    fn top(&self) -> Result<Id, CheckpointError> {
        match self.stack.last() {
            Some(&id) if self.poppable() > 0 => Ok(id),
            _ => Err(self.fault("the pickle takes a value from an empty stack")),
        }
    }

    fn pop(&mut self) -> Result<Id, CheckpointError> {
        let id = self.top()?;
        self.stack.pop();
        Ok(id)
    }

    fn pop_many(&mut self, count: usize) -> Result<Vec<Id>, CheckpointError> {
        if self.poppable() < count {
            return Err(self.fault("the pickle takes a value from an empty stack"));
        }
        Ok(self.stack.split_off(self.stack.len() - count))
    }

    fn pop_to_mark(&mut self) -> Result<Vec<Id>, CheckpointError> {
        match self.marks.pop() {
            Some(height) => Ok(self.stack.split_off(height)),
            None => Err(self.fault("the pickle goes back to a mark it never set")),
        }
    }

    fn memoize(&mut self, key: u32) -> Result<(), CheckpointError> {
        let top = self.top()?;
        self.memo.insert(key, top);
        Ok(())
    }

    fn recall(&mut self, key: u32) -> Result<(), CheckpointError> {
        let Some(&id) = self.memo.get(&key) else {
            return Err(self.fault("the pickle recalls a value it never memorised"));
        };
        self.stack.push(id);
        Ok(())
    }

    /// Alternating keys and values as pairs.
    fn pairs(&self, items: &[Id]) -> Result<Vec<(Id, Id)>, CheckpointError> {
        let (pairs, rest) = items.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(self.fault("a dictionary gets a key without a value"));
        }
        Ok(pairs.iter().map(|&[key, value]| (key, value)).collect())
    }

    fn append(&mut self, items: &[Id]) -> Result<(), CheckpointError> {
        let target = self.top()?;
        match &mut self.values[target] {
            Value::List(list) => list.extend_from_slice(items),
            // An opaque object may be a kind of list, whose items are never used.
            Value::Opaque(_) => {}
            _ => return Err(self.fault("items are appended to something other than a list")),
        }
        Ok(())
    }

    fn set_items(&mut self, items: &[Id]) -> Result<(), CheckpointError> {
        let target = self.top()?;
        let pairs = self.pairs(items)?;
        match &mut self.values[target] {
            Value::Dict(dict) => dict.extend_from_slice(&pairs),
            // An opaque object may be a kind of dictionary, whose items are never used.
            Value::Opaque(_) => {}
            _ => return Err(self.fault("items are set in something other than a dictionary")),
        }
        Ok(())
    }
}
