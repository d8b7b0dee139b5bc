#!/usr/bin/env bash
# Sets up what the project needs and the machine lacks; what is there already is left as it is.
#
#   tools/setup.sh run      to render letters
#   tools/setup.sh test     to run the tests
#   tools/setup.sh check    to lint and check types
#   tools/setup.sh bench    to run the benchmark
#   tools/setup.sh lock     to make the lock files
#
# The Makefile calls it; it can be called by hand too. PYTHON names the Python to use (python3).
set -euo pipefail

kind=${1:-}
python=${PYTHON:-python3}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

# Both files are written only when their part of the work is done, and removed before it is begun,
# so that what an interruption leaves behind is never taken for finished.
packages_stamp=.venv/set-up-packages
project_stamp=.venv/set-up-project

say() { printf 'set-up: %s\n' "$*"; }

stop() {
    say "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# --- What is wanted -------------------------------------------------------------------------------

read_kind() {
    case $kind in
        run) lock=run renders=yes tests=no ;;
        test) lock=dev renders=yes tests=yes ;;
        bench) lock=dev renders=yes tests=no ;;
        check | lock) lock=dev renders=no tests=no ;;
        *) stop "say what to set up for: run, test, check, bench or lock." ;;
    esac
}

# Two set-ups at once would write into the same .venv. The lock is on this script itself, so it needs
# no file of its own; it ends with the process. Without flock (it is not on every system) the wait
# is left out.
wait_for_other_set_up() {
    have flock || return 0
    exec 9<"${BASH_SOURCE[0]}"
    flock --nonblock 9 && return 0
    say "another set-up is running here; waiting for it to end."
    flock 9
}

# Asks Python everything in one go, since each start of it costs more than all the rest. Sets
#   base     the interpreter itself, also when $python is one inside a .venv (an activated one, say,
#            that may have to be removed)
#   run_id, dev_id   what .venv was made from: interpreter, place and lock; another value means
#            that .venv is out of date
#   project_id       what the project's own install was made from
ask_python() {
    have "$python" ||
        stop "$python is not there. Python 3.11 or newer is needed (Debian's package: python3)."
    local answer
    answer=$("$python" -E -s -S -c '
import sys
if sys.version_info < (3, 11):
    print("old %d.%d" % tuple(sys.version_info[:2]))
    sys.exit()
import hashlib, os
base = os.path.realpath(sys._base_executable)
def ident(*names):
    seen = hashlib.sha256(repr((sys.version_info[:2], base, os.getcwd())).encode())
    for name in names:
        seen.update(b"\0" + name.encode() + b"\0")
        if os.path.exists(name):
            with open(name, "rb") as file:
                seen.update(file.read())
    return seen.hexdigest()
print("new %d.%d" % tuple(sys.version_info[:2]))
print(base)
print(ident("requirements/run.lock"))
print(ident("requirements/run.lock", "requirements/dev.lock"))
print(ident("pyproject.toml", "src/verbale/__init__.py"))
') || stop "$python cannot be run. Python 3.11 or newer is needed."
    local version
    { read -r version; read -r base; read -r run_id; read -r dev_id; read -r project_id; } \
        <<<"$answer"$'\n\n\n\n'
    python_version=${version#* }
    [[ $version == new* ]] ||
        stop "$python is Python $python_version; 3.11 or newer is needed. Name another one with" \
            "PYTHON=..., for example: make letters PYTHON=python3.12"
}

# The state of .venv: "ready", "lacks-dev" (whole, but without what dev.lock adds) or "none" (not
# there, half made, or made from something else).
find_venv_state() {
    local stamp=
    venv_state=none
    [[ -x .venv/bin/python && -r $packages_stamp ]] || return 0
    stamp=$(<"$packages_stamp")
    if [[ $stamp == "dev $dev_id" || "$lock $stamp" == "run run $run_id" ]]; then
        venv_state=ready
    elif [[ $stamp == "run $run_id" ]]; then
        venv_state=lacks-dev
    fi
}

# --- The system's packages ------------------------------------------------------------------------

can_make_venv() { "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# One line for each Debian package that is wanted: its name and what it is for.
list_debian_packages() {
    if [[ $renders == yes ]]; then
        echo "libpango-1.0-0 lays out text (WeasyPrint loads it)"
        echo "libpangoft2-1.0-0 finds and measures fonts (WeasyPrint loads it)"
        echo "libharfbuzz-subset0 cuts fonts down to the glyphs used (WeasyPrint loads it)"
        echo "poppler-utils reads finished PDFs back (pdftotext, pdftoppm)"
    fi
    if [[ $tests == yes ]]; then
        # Any JDK will do, also one that Debian's packages know nothing of.
        have javac || echo "default-jdk-headless compiles and runs the PDF/A and PDF/UA check"
        echo "libjaxb-java is a library which that check needs and newer JDKs lack"
        have chromium || echo "chromium shows pages as people see them, for the check of accessibility"
        echo "libatomic1 is a library which the browser's driver needs"
    fi
    # Debian takes these two modules out of Python, which without them cannot make a .venv.
    if [[ $venv_state == none ]] && ! can_make_venv; then
        echo "python3-venv makes .venv (module ensurepip)"
    fi
}

set_up_debian() {
    local names=() reasons=() missing=() name reason installed i
    while read -r name reason; do
        names+=("$name")
        reasons+=("$reason")
    done < <(list_debian_packages)
    ((${#names[@]})) || return 0
    # It fails for a name it does not know, and still answers for the others.
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' \
        "${names[@]}" 2>/dev/null || true)
    for i in "${!names[@]}"; do
        grep --quiet --line-regexp --fixed-strings "installed ${names[i]}" <<<"$installed" &&
            continue
        ((${#missing[@]})) || say "these Debian packages are missing:"
        missing+=("${names[i]}")
        say "  ${names[i]}: ${reasons[i]}"
    done
    ((${#missing[@]} == 0)) || install_debian_packages "${missing[@]}"
}

# Where sudo wants a password it asks for it here, once, and only where someone is there to type it.
can_sudo() {
    have sudo || return 1
    sudo --non-interactive true 2>/dev/null && return 0
    [[ -t 0 ]] || return 1
    say "installing them takes root; sudo may ask for your password."
    sudo --validate
}

install_debian_packages() {
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    local by_hand="apt-get install --no-install-recommends $*"
    if ((EUID != 0)); then
        if ! can_sudo; then
            say "installing them takes root, which this user is not, and sudo cannot be used." \
                "Have this run as root, then try again:" >&2
            printf '    apt-get update && %s\n' "$by_hand" >&2
            exit 1
        fi
        as_root=(sudo "${as_root[@]}")
    fi
    # What dpkg keeps here while it works stays behind when it is interrupted; until that is put in
    # order apt-get refuses to install anything.
    if compgen -G '/var/lib/dpkg/updates/[0-9]*' >/dev/null; then
        say "an earlier installation was interrupted; running dpkg --configure -a to finish it."
        "${as_root[@]}" dpkg --configure -a </dev/null 9<&- ||
            say "dpkg could not finish it; going on all the same."
    fi
    local updated=no
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
        update_apt_lists "apt has no package lists yet" "${as_root[@]}"
        updated=yes
    fi
    say "installing them with apt-get."
    apt_install "${as_root[@]}" -- "$@" && return 0
    # Old lists name files that are no longer there.
    if [[ $updated == no ]]; then
        update_apt_lists "that failed, and apt's package lists may be out of date" "${as_root[@]}"
        say "trying once more."
        apt_install "${as_root[@]}" -- "$@" && return 0
    fi
    stop "apt-get could not install them; what it said is above. As root by hand: $by_hand"
}

update_apt_lists() {
    local why=$1
    shift
    say "$why; running apt-get update."
    "$@" apt-get update --quiet </dev/null 9<&- ||
        stop "apt-get update failed; what it said is above."
}

# Takes the words that make it run as root, then --, then the packages.
apt_install() {
    local before=()
    while [[ $1 != -- ]]; do
        before+=("$1")
        shift
    done
    shift
    # The lock on this script (9) is closed, so that no service a package starts keeps it.
    "${before[@]}" apt-get install --quiet --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" </dev/null 9<&-
}

pango_loads() {
    "$base" -c '
import ctypes, ctypes.util, sys
for name in (ctypes.util.find_library("pango-1.0"), "libpango-1.0.so.0", "libpango-1.0.dylib"):
    try:
        if name:
            ctypes.CDLL(name)
            sys.exit(0)
    except OSError:
        pass
sys.exit(1)
' 2>/dev/null
}

# Package names differ from system to system, so this says what is needed and installs nothing.
set_up_other_system() {
    [[ $renders == yes ]] || return 0
    local needs="Pango, HarfBuzz with its subset library, and poppler's tools"
    [[ $tests == no ]] || needs+=", and for the tests a JDK and JAXB"
    if ! pango_loads; then
        stop "there is no apt-get here, so these have to be installed by hand: $needs. The Pango" \
            "library cannot be loaded; install them and try again."
    fi
    # Said once, while setting up, rather than at each run.
    [[ $venv_state == ready ]] ||
        say "there is no apt-get here. Pango can be loaded, so set-up goes on; needed are $needs."
}

# --- The Python packages --------------------------------------------------------------------------

pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@"; }

# Begins from nothing unless only dev.lock's additions are missing. Installing over an older .venv,
# or over one whose making was interrupted, would leave packages in it that the lock does not name.
set_up_packages() {
    [[ $venv_state == ready ]] && return 0
    if [[ $venv_state == none ]]; then
        can_make_venv || stop "$base lacks the modules ensurepip and venv, so it cannot make" \
            ".venv. Name another Python with PYTHON=..."
        if [[ -e .venv || -L .venv ]]; then
            say "the .venv here is unfinished or out of date; removing it."
            rm -rf .venv
        fi
        say "making .venv with Python $python_version ($base)."
        "$base" -m venv .venv || stop "making .venv failed; what Python said is above."
    fi
    rm -f "$packages_stamp"
    say "installing the Python packages of requirements/$lock.lock into .venv."
    # Wheels only: building from source would bring in build tools that no lock pins.
    pip install --require-hashes --only-binary :all: --requirement "requirements/$lock.lock" ||
        stop "pip could not install them; what it said is above."
    local id=$run_id
    [[ $lock == run ]] || id=$dev_id
    printf '%s %s\n' "$lock" "$id" >"$packages_stamp"
}

# Installs the project itself, editable. Its dependencies are there by now (--no-deps) and so is its
# build backend (--no-build-isolation): nothing is fetched.
set_up_project() {
    # Making the locks needs their tool only; and it is what puts right a lock that pyproject.toml
    # has outgrown, on which the check below would stop.
    [[ $kind == lock ]] && return 0
    [[ -r $project_stamp && $(<"$project_stamp") == "$project_id" ]] && return 0
    say "installing verbale itself into .venv (editable)."
    # An install that was interrupted can leave a part which pip then cannot uninstall.
    rm -rf "$project_stamp" .venv/lib/python*/site-packages/{_verbale.pth,verbale-*.dist-info}
    pip install --no-index --no-deps --no-build-isolation --editable . ||
        stop "pip could not install the project; what it said is above."
    pip check ||
        stop "the locks do not hold what pyproject.toml asks for; run: make lock"
    # An editable install leaves the modules to be compiled at their first import, which some
    # machines are told not to keep; a short command would then take half as long again.
    .venv/bin/python -m compileall -q src || true
    printf '%s\n' "$project_id" >"$project_stamp"
}

main() {
    read_kind
    wait_for_other_set_up
    ask_python
    find_venv_state
    if have apt-get && have dpkg-query; then
        set_up_debian
    else
        set_up_other_system
    fi
    set_up_packages
    set_up_project
}

main
