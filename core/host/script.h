#pragma once
#include "core/host/command.h"
#include "core/host/script_text.h"

#include <utility>

namespace relaymove {

// Runs <name>.sh by `sh -c` with these arguments.
Command shell(std::string_view name, std::initializer_list<std::string_view> arguments = {});

// Writes a program or a unit to where a host keeps it, under its own name.
Command writeProgramFile(const QString &path);
// `more` is what a unit can't know, as lines of their own.
Command writeUnitFile(const QString &name, const QByteArray &more = {});

// A small file beside a program that sources it: {name, value} as name='value'.
using ScriptValues = QList<std::pair<QString, QString>>;
Command writeValuesFile(const QString &path, const ScriptValues &values);

} // namespace relaymove
