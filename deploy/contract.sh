# shellcheck shell=bash
# shellcheck disable=SC2154 # root, say, fail and what installs packages are those of deploy/local
# deploy/local contract: the OpenAPI document against a running server, with schemathesis out of PyPI. Sourced by deploy/local.

readonly contract_venv="$root/.local/contract-venv"
readonly contract_package=schemathesis==4.32.5

# The copy of the package's name in the environment tells that it is complete.
prepare_schemathesis() {
    [ "$(cat "$contract_venv/package" 2>/dev/null)" != "$contract_package" ] || return 0
    install_packages python3 python3-venv
    say "Installing $contract_package into ${contract_venv#"$root"/}"
    rm -rf "$contract_venv"
    /usr/bin/python3 -m venv "$contract_venv"
    "$contract_venv/bin/pip" install --quiet --disable-pip-version-check "$contract_package" >&2
    printf '%s\n' "$contract_package" >"$contract_venv/package"
}

run_contract() {
    [ $# -eq 0 ] || fail "contract takes no arguments"
    prepare_machine
    prepare_schemathesis
    say "Building"
    swift build --package-path "$root" --build-tests >&2
    say "Asking every operation"
    export HOCTAP_SCHEMATHESIS="$contract_venv/bin/schemathesis"
    exec swift test --package-path "$root" --skip-build --disable-xctest --filter ContractTests
}
