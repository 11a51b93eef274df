# One INTERFACE target carries every flag; nothing is set globally but what
# CMake offers only globally.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)

find_program(RELAYMOVE_CCACHE ccache)
if(RELAYMOVE_CCACHE)
  # What was compiled in another checkout or worktree of the same sources is found again.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    # What ccache asks for where headers are precompiled.
    CCACHE_SLOPPINESS=pch_defines,time_macros "${RELAYMOVE_CCACHE}")
endif()

option(RELAYMOVE_WERROR "Warnings are errors" ON)
set(RELAYMOVE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")

add_library(relaymove_flags INTERFACE)
target_compile_features(relaymove_flags INTERFACE cxx_std_23)
target_compile_options(relaymove_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough
  # A designated initializer says what it sets; the rest has its default.
  -Wno-missing-field-initializers
  $<$<BOOL:${RELAYMOVE_WERROR}>:-Werror>)
target_compile_definitions(relaymove_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400
  RELAYMOVE_VERSION="${PROJECT_VERSION}")
if(RELAYMOVE_SANITIZE)
  target_compile_options(relaymove_flags INTERFACE
    -fsanitize=${RELAYMOVE_SANITIZE} -fno-omit-frame-pointer -O1 -g
    # A report ends the program: a test must not pass over one.
    -fno-sanitize-recover=all)
  target_link_options(relaymove_flags INTERFACE -fsanitize=${RELAYMOVE_SANITIZE})
endif()

function(relaymove_library name)
  add_library(${name} STATIC)
  target_link_libraries(${name} PUBLIC relaymove_flags)
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  # Qt's headers are most of what a file costs: 1.5 s instead of 3.8 s each (g++ 12). What a
  # file uses it includes all the same.
  target_precompile_headers(${name} PRIVATE
    <QCoreApplication> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument>
    <QJsonObject> <QRegularExpression> <QStringList>
    <algorithm> <chrono> <expected> <functional> <memory> <optional> <variant>)
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# relaymove_test(NAME LABELS... ) makes tests/<folder>/tst_NAME.cpp a test.
function(relaymove_test name)
  cmake_parse_arguments(arg "" "" "LIBRARIES;LABELS" ${ARGN})
  add_executable(tst_${name} tst_${name}.cpp)
  target_link_libraries(tst_${name} PRIVATE relaymove_flags Qt6::Test ${arg_LIBRARIES})
  add_test(NAME ${name} COMMAND tst_${name})
  # QProcess forks by clone(), which TSan takes for a child that starts threads.
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}" TIMEOUT 120
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TSAN_OPTIONS=ignore_noninstrumented_modules=1 die_after_fork=0 suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp")
endfunction()

# relaymove_lab_test(NAME LABEL SECONDS [SCRIPT FILE ARGUMENT...]) makes NAME.py, or FILE,
# a test with real hosts. `lab` runs with every tests/run, `lab-long` with
# `tests/run lab --all`. Each has a lab of its own, so that two may run side by side; test_lab,
# which makes what is cached for all of them, comes first.
function(relaymove_lab_test name label timeout)
  cmake_parse_arguments(arg "" "" "SCRIPT" ${ARGN})
  if(NOT arg_SCRIPT)
    set(arg_SCRIPT ${name}.py)
  endif()
  list(POP_FRONT arg_SCRIPT script)
  add_test(NAME ${name} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/${script}" ${arg_SCRIPT})
  string(MD5 lab ${name})
  string(SUBSTRING ${lab} 0 6 lab)
  set_tests_properties(${name} PROPERTIES
    LABELS ${label} TIMEOUT ${timeout} SKIP_RETURN_CODE 77
    ENVIRONMENT "RELAYMOVE_BUILD=${CMAKE_BINARY_DIR};RELAYMOVE_LAB=rm${lab}")
  if(name STREQUAL test_lab)
    set_tests_properties(${name} PROPERTIES FIXTURES_SETUP lab_cache)
  else()
    set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED lab_cache)
  endif()
endfunction()
