"""Limits that a process puts on itself before it touches the bytes of strangers.

What holds without any privilege: address space, processor time, open files, no file larger than allowed, no core dump,
and (Linux on x86-64 or arm64) a system call filter that refuses new sockets other than local ones, other programs,
and looking into other processes. Where the system permits it the process also gets a network namespace without any
network. `confine` returns what took hold.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
from dataclasses import dataclass

CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1
X32, AF_UNIX = 0x40000000, 1


@dataclass(frozen=True, slots=True)
class Machine:
    """System call numbers of a processor; `audit` is its AUDIT_ARCH."""

    audit: int
    socket: int
    programs: tuple[int, ...]
    spying: tuple[int, ...]


MACHINES = {
    "x86_64": Machine(0xC000003E, 41, (59, 322), (101, 310, 311, 425)),
    "aarch64": Machine(0xC00000B7, 198, (221, 281), (117, 270, 271, 425)),
}


@dataclass(frozen=True, slots=True)
class Confinement:
    """Bytes, seconds and counts; `programs` allows starting other programs, `written` is the largest file.

    `memory` is all of the address space, `data` what of that the process writes for itself alone.
    """

    memory: int
    seconds: int
    files: int = 64
    written: int = 0
    programs: bool = False
    data: int = resource.RLIM_INFINITY


def confine(limits: Confinement) -> tuple[str, ...]:
    """Takes away what this process will not need; cannot be undone."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_DATA, limits.data),
    ):
        _lower(kind, most)
    return ("limits", *(("namespace",) if _leave_network() else ()), *(("filter",) if _filter(limits.programs) else ()))


def _lower(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if most == resource.RLIM_INFINITY:
        return
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _leave_network() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return False
    return any(libc.unshare(how) == 0 for how in (CLONE_NEWNET, CLONE_NEWNET | CLONE_NEWUSER))


def _filter(programs: bool) -> bool:
    """A classic BPF program: refuse the listed calls, and sockets of any family but AF_UNIX."""
    machine = MACHINES.get(os.uname().machine)
    libc = ctypes.CDLL(None, use_errno=True)
    if machine is None or not hasattr(libc, "prctl") or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    code = _program(machine, machine.spying if programs else (*machine.programs, *machine.spying))
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    return int(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0)) == 0


def _program(machine: Machine, refused: tuple[int, ...]) -> bytes:
    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    steps = [step(LOAD, 4), step(EQUAL, machine.audit, 1, 0), step(RETURN, REFUSE), step(LOAD, 0)]
    if machine.audit == MACHINES["x86_64"].audit:
        steps += [step(AT_LEAST, X32, 0, 1), step(RETURN, REFUSE)]
    for number in refused:
        steps += [step(EQUAL, number, 0, 1), step(RETURN, REFUSE)]
    steps += [step(EQUAL, machine.socket, 0, 3), step(LOAD, 16), step(EQUAL, AF_UNIX, 1, 0)]
    return b"".join([*steps, step(RETURN, REFUSE), step(RETURN, ALLOW)])
