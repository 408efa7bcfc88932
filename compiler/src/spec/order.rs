//! Sorts blocks so that each comes after the blocks that it reads. This is a part of resolving a spec.

use std::collections::BTreeSet;

use super::{Architecture, ValueRef};
use crate::diagnostic::{Diagnostics, quoted};

/// Sorts the blocks of an architecture.
///
/// # Errors
/// If blocks read one another in a circle.
pub(super) fn sort(architecture: &mut Architecture) -> Result<(), Diagnostics> {
    let block = |value: &ValueRef| match value {
        ValueRef::Input => None,
        ValueRef::Block(index) => Some(*index),
    };
    let reads: Vec<Vec<usize>> = architecture
        .blocks
        .iter_mut()
        .map(|resolved| {
            let extra = resolved.kind.extra_value().map(|value| *value);
            resolved.inputs.iter().chain(&extra).filter_map(block).collect()
        })
        .collect();
    let order = order(&reads).map_err(|mut cycle| {
        // A cycle has no first block. The message begins with the one that comes first in the spec.
        let first = (0..cycle.len()).min_by_key(|&i| cycle[i]).unwrap_or(0);
        cycle.rotate_left(first);
        let blocks = &architecture.blocks;
        let names = cycle.iter().chain(cycle.first()).map(|&i| quoted(&blocks[i].name));
        let path = names.collect::<Vec<_>>().join(" reads ");
        let pointer = cycle.first().map_or("/blocks", |&i| blocks[i].pointer.as_str());
        let message = format!("blocks read one another in a circle: {path}");
        let help = "let one of them read a block outside the circle";
        Diagnostics::from(architecture.diagnostic(pointer, message).with_help(help))
    })?;
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let moved = |value: &mut ValueRef| {
        if let ValueRef::Block(index) = value {
            *index = place[*index];
        }
    };
    for block in &mut architecture.blocks {
        block.inputs.iter_mut().chain(block.kind.extra_value()).for_each(moved);
    }
    architecture.outputs.iter_mut().map(|output| &mut output.from).for_each(moved);
    let mut blocks: Vec<_> =
        std::mem::take(&mut architecture.blocks).into_iter().map(Some).collect();
    architecture.blocks = order.into_iter().filter_map(|old| blocks[old].take()).collect();
    Ok(())
}

/// Sorts blocks topologically: every block comes after the blocks that it reads, and among the candidates for
/// the next place the first one is taken. If there is a cycle, the error contains its blocks.
fn order(reads: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut missing: Vec<usize> = reads.iter().map(Vec::len).collect();
    let mut users = vec![Vec::new(); reads.len()];
    for (block, values) in reads.iter().enumerate() {
        for &value in values {
            users[value].push(block);
        }
    }
    let mut ready: BTreeSet<usize> = (0..reads.len()).filter(|&i| missing[i] == 0).collect();
    let mut order = Vec::with_capacity(reads.len());
    while let Some(block) = ready.pop_first() {
        order.push(block);
        for &user in &users[block] {
            missing[user] -= 1;
            if missing[user] == 0 {
                ready.insert(user);
            }
        }
    }
    let Some(stuck) = missing.iter().position(|&n| n > 0) else { return Ok(order) };
    // Every remaining block reads a remaining block, so a walk backwards from any of them must reach a cycle.
    let mut walk = vec![stuck];
    loop {
        let last = walk[walk.len() - 1];
        let Some(&next) = reads[last].iter().find(|&&value| missing[value] > 0) else {
            return Err(walk);
        };
        if let Some(start) = walk.iter().position(|&block| block == next) {
            return Err(walk.split_off(start));
        }
        walk.push(next);
    }
}
