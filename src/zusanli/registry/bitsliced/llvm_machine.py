"""
A machine of LLVM: a program becomes one function of vector instructions, made for this processor.

LLVM keeps a result in a register of the processor while it is needed, so that memory is read for
the columns, written for what is asked, and hardly touched between. What it is told stands in its
own language, see https://llvm.org/docs/LangRef.html.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import llvmlite.binding as llvm
import numpy as np

from zusanli.errors import RuleError
from zusanli.registry.bitsliced.circuit import Op
from zusanli.registry.bitsliced.columns import Planes, Run, Words
from zusanli.registry.bitsliced.program import Program

WIDTH = 8
"""Words a block, a line of the cache; registers of less are taken several at a time."""
VECTOR = f"<{WIDTH} x i64>"
EVERYBODY = f"<{', '.join(['i64 -1'] * WIDTH)}>"
TAIL = """
  %next = add i64 %block, 1
  %more = icmp slt i64 %next, %last
  br i1 %more, label %blocks, label %done
done:
  ret void
}
"""
KEPT = 8
"""So many programs stay compiled: a release takes half a second."""


def prepared(program: Program) -> Run:
    """Compile a program, for `run` over blocks."""
    return partial(_run, program, _compiled(program))


def _run(
    program: Program, compiled: "_Compiled", planes: Planes, asked: Words, first: int, last: int
) -> None:
    """Run over the blocks from `first` up to `last`; other threads may run meanwhile."""
    blocks = len(asked)
    shapes = (blocks, program.planes, WIDTH), (blocks, program.asked, WIDTH)
    # From here on nobody looks where is read and written.
    if (planes.words.shape, asked.shape) != shapes or not 0 <= first <= last <= blocks:
        raise RuleError(f"blocks {first} to {last} of {planes.words.shape} are not this program's")
    for words in (planes.words, asked):
        if words.dtype != np.uint64 or not words.flags.c_contiguous:
            raise RuleError("planes are not packed in words without gaps")
    compiled.run(planes.words.ctypes.data, asked.ctypes.data, first, last)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A function of the processor, which lives as long as the engine that made it."""

    run: Callable[[int, int, int, int], None]
    engine: object


@lru_cache(maxsize=KEPT)
def _compiled(program: Program) -> _Compiled:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    module = llvm.parse_assembly("\n".join(_told(program)))
    module.verify()
    target = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2
    )
    engine = llvm.create_mcjit_compiler(module, target)
    engine.finalize_object()
    addresses, numbers = [ctypes.c_void_p] * 2, [ctypes.c_int64] * 2
    made = ctypes.CFUNCTYPE(None, *addresses, *numbers)
    return _Compiled(made(engine.get_function_address("run")), engine)


def _told(program: Program) -> Iterator[str]:
    """Tell a program in LLVM's language, in which each result has a name of its own."""
    yield _head(program)
    names = {program.never: "zeroinitializer", program.always: EVERYBODY}
    for number, (op, to, *operands) in enumerate(program.code.tolist()):
        for plane in [each for each in dict.fromkeys(operands) if each not in names]:
            names[plane] = f"%plane{plane}"
            yield f"  %in{plane} = getelementptr {VECTOR}, ptr %in, i64 {plane}"
            yield f"  {names[plane]} = load {VECTOR}, ptr %in{plane}, align 8"
        yield from _gate(op, f"%gate{number}", *(names[each] for each in operands))
        names[to] = f"%gate{number}"
        if to in program.asked_places:
            yield f"  %out{to} = getelementptr {VECTOR}, ptr %out, i64 {to - program.planes}"
            yield f"  store {VECTOR} {names[to]}, ptr %out{to}, align 8"
    yield TAIL


def _head(program: Program) -> str:
    return f"""
define void @run(ptr noalias %planes, ptr noalias %asked, i64 %first, i64 %last) {{
entry:
  %any = icmp slt i64 %first, %last
  br i1 %any, label %blocks, label %done
blocks:
  %block = phi i64 [%first, %entry], [%next, %blocks]
  %in = getelementptr [{program.planes} x {VECTOR}], ptr %planes, i64 %block
  %out = getelementptr [{program.asked} x {VECTOR}], ptr %asked, i64 %block
"""


def _gate(op: Op, name: str, a: str, b: str, c: str) -> Iterator[str]:
    match op:
        case Op.AND | Op.OR | Op.XOR:
            yield f"  {name} = {Op(op).name.lower()} {VECTOR} {a}, {b}"
        case Op.BUT_NOT:
            yield f"  {name}.not = xor {VECTOR} {b}, {EVERYBODY}"
            yield f"  {name} = and {VECTOR} {a}, {name}.not"
        case Op.AND_3 | Op.OR_3:
            word = "and" if op == Op.AND_3 else "or"
            yield f"  {name}.two = {word} {VECTOR} {a}, {b}"
            yield f"  {name} = {word} {VECTOR} {name}.two, {c}"
