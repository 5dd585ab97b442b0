#!/usr/bin/env bash
# A rolling upgrade between two builds: builds an earlier state of the sources, starts three silos of it over the storage emulator, and replaces them
# one after the other by the build of this tree while messages come in.
#
#   tests/upgrade.sh           from the commit before the last one that changed what silos say to each other
#   tests/upgrade.sh REV       from that commit, tag or branch
#
# Needs the history, and this tree built in Release with the peers of the tests (npm ci).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

revision=${1:-$(git log -1 --format=%H^ -- src/OrleansSms.Contracts/OrleansContracts.txt src/OrleansSms.Grains/OrleansContracts.txt)}
earlier=$(mktemp -d)
trap 'git worktree remove --force "$earlier/sources" 2>/dev/null || true; rm -rf "$earlier"' EXIT

git worktree add --quiet --detach "$earlier/sources" "$revision"
echo "From $(git -C "$earlier/sources" log -1 --format='%h %s') to $(git log -1 --format='%h %s')"
dotnet build "$earlier/sources/src/OrleansSms.Server" -c Release -v q --nologo </dev/null
ORLEANSSMS_EARLIER_BUILD=$earlier/sources/artifacts/bin/OrleansSms.Server/release \
    dotnet test tests/OrleansSms.Server.Tests -c Release --no-build --nologo --filter FullyQualifiedName~RollingUpgradeTests </dev/null
