//! The tree of modules: which attribute of which module a PyTorch path is.

use super::{
    names::{is_free, is_identifier},
    python::Expr,
};

/// A module, or the container of those whose paths go on behind its own.
#[derive(Default)]
pub(super) struct Node {
    module: Option<Expr>,
    children: Vec<(String, Node)>,
}

/// How children are reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As attributes: the network itself.
    Network,
    /// By place: an `nn.ModuleList`.
    List,
    /// By name: an `nn.ModuleDict`.
    Dict,
    /// By name, in the table that `nn.Module` keeps: a module with children that its class does not know.
    Module,
}

impl Node {
    /// Puts a module at a path.
    pub fn insert(&mut self, path: &str, module: Expr) {
        let node = path.split('.').fold(self, |node, name| {
            let place = node.children.iter().position(|(child, _)| child == name);
            let place = place.unwrap_or_else(|| {
                node.children.push((name.into(), Node::default()));
                node.children.len() - 1
            });
            &mut node.children[place].1
        });
        node.module = Some(module);
    }

    /// The expression for the module at a path of this network.
    pub fn access(&self, path: &str) -> String {
        let mut text = "self".to_owned();
        let (mut node, mut kind) = (self, Kind::Network);
        for name in path.split('.') {
            text += &kind.access(name);
            if let Some((_, child)) = node.children.iter().find(|(child, _)| child == name) {
                (node, kind) = (child, child.kind());
            }
        }
        text
    }

    /// What to assign to what, so that all modules are in their places.
    pub fn assignments(&self) -> Vec<(String, Expr)> {
        let mut assignments = Vec::new();
        for (name, child) in &self.children {
            let place = format!("self{}", Kind::Network.access(name));
            child.assign(place, &mut assignments);
        }
        assignments
    }

    fn assign(&self, place: String, assignments: &mut Vec<(String, Expr)>) {
        let mut later = Vec::new();
        let value = self.value(&place, &mut later);
        assignments.push((place, value));
        for (place, node) in later {
            node.assign(place, assignments);
        }
    }

    /// The module, and in `later` those below it that must be put in their places afterwards.
    fn value<'a>(&'a self, place: &str, later: &mut Vec<(String, &'a Node)>) -> Expr {
        let kind = self.kind();
        let mut inside = Vec::new();
        for (name, child) in &self.children {
            let place = format!("{place}{}", kind.access(name));
            match kind.holds(name) {
                true => inside.push((name.clone(), child.value(&place, later))),
                false => later.push((place, child)),
            }
        }
        match (&self.module, kind) {
            (Some(module), _) => module.clone(),
            (None, Kind::List) => {
                let items = inside.into_iter().map(|(_, child)| child).collect();
                Expr::Call("nn.ModuleList".into(), vec![(None, Expr::List(items))])
            }
            (None, _) => Expr::Call("nn.ModuleDict".into(), vec![(None, Expr::Dict(inside))]),
        }
    }

    fn kind(&self) -> Kind {
        let in_order = || {
            self.children.iter().enumerate().all(|(place, (name, _))| *name == place.to_string())
        };
        match &self.module {
            Some(_) => Kind::Module,
            None if in_order() => Kind::List,
            None => Kind::Dict,
        }
    }
}

impl Kind {
    fn access(self, name: &str) -> String {
        match self {
            Kind::Network if is_identifier(name) && is_free(name) => format!(".{name}"),
            Kind::List => format!("[{name}]"),
            Kind::Dict if is_free(name) => format!("[\"{name}\"]"),
            _ => format!("._modules[\"{name}\"]"),
        }
    }

    /// Whether the container can be made with a child of that name in it.
    fn holds(self, name: &str) -> bool {
        match self {
            Kind::Network | Kind::List => true,
            Kind::Dict => is_free(name),
            Kind::Module => false,
        }
    }
}
