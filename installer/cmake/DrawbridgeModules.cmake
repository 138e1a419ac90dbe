# One target a folder. A folder's CMakeLists.txt is one call of these functions:
#
#   drawbridge_library(model/text DEPENDS model/base LIBRARIES yaml-cpp)
#   drawbridge_program(drawbridge-cli FOLDER app/cli DEPENDS app/services)
#   drawbridge_tests(model/text)
#
# Sources are found by pattern, so adding a file pair touches no list here.

function(drawbridge_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
    # GCC 12 warns of overlapping copies inside std::string where there are none (its bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
    if(DRAWBRIDGE_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(DRAWBRIDGE_SANITIZE)
        # The checks that are put in lead GCC to wrong guesses about what is initialised; the other
        # builds keep that warning.
        # Checks of every access for null and alignment double the time to build, and find what
        # AddressSanitizer stops at anyway or what this machine permits.
        target_compile_options(${target} PRIVATE -fsanitize=address,undefined
            -fno-sanitize=null,alignment,object-size
            -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
        endif()
        target_link_options(${target} PRIVATE -fsanitize=address,undefined)
    endif()
    if(DRAWBRIDGE_FUZZ)
        target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS)
endfunction()

# "model/text" -> "db_model_text"
function(drawbridge_target_name folder result)
    string(REPLACE "/" "_" name "${folder}")
    set(${result} "db_${name}" PARENT_SCOPE)
endfunction()

function(drawbridge_link target)
    cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES" ${ARGN})
    foreach(folder IN LISTS ARG_DEPENDS)
        drawbridge_target_name(${folder} dependency)
        target_link_libraries(${target} PUBLIC ${dependency})
    endforeach()
    target_link_libraries(${target} PUBLIC Qt6::Core ${ARG_LIBRARIES})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
endfunction()

function(drawbridge_library folder)
    cmake_parse_arguments(ARG "AUTOMOC" "" "DEPENDS;LIBRARIES;SUBFOLDERS" ${ARGN})
    drawbridge_target_name(${folder} target)
    file(GLOB sources CONFIGURE_DEPENDS "*.cpp" "*.h")
    foreach(subfolder IN LISTS ARG_SUBFOLDERS)
        file(GLOB more CONFIGURE_DEPENDS "${subfolder}/*.cpp" "${subfolder}/*.h")
        list(APPEND sources ${more})
    endforeach()
    add_library(${target} STATIC ${sources})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX POSITION_INDEPENDENT_CODE ON)
    if(ARG_AUTOMOC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
    endif()
    drawbridge_link(${target} DEPENDS ${ARG_DEPENDS} LIBRARIES ${ARG_LIBRARIES})
    drawbridge_warnings(${target})
endfunction()

function(drawbridge_program name)
    cmake_parse_arguments(ARG "AUTOMOC" "FOLDER" "DEPENDS;LIBRARIES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "*.cpp" "*.h")
    add_executable(${name} ${sources})
    if(ARG_AUTOMOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
    drawbridge_link(${name} DEPENDS ${ARG_DEPENDS} LIBRARIES ${ARG_LIBRARIES})
    drawbridge_warnings(${name})
    install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endfunction()

# AUTOMOC of CMake 3.25 does not look at a file that joins a configured target, so the target starts
# afresh when its list of files changes.
function(drawbridge_forget_moc_of_other_sources target sources)
    if(NOT "${DRAWBRIDGE_SOURCES_OF_${target}}" STREQUAL "${sources}")
        file(REMOVE_RECURSE "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}_autogen.dir"
            "${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen")
        set(DRAWBRIDGE_SOURCES_OF_${target} "${sources}" CACHE INTERNAL "")
    endif()
endfunction()

# One binary a folder; one CTest test for each tst_NAME.cpp, which holds a class of the same name.
function(drawbridge_tests folder)
    cmake_parse_arguments(ARG "" "TIMEOUT" "DEPENDS;LIBRARIES;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    string(REPLACE "/" "_" name "${folder}")
    set(target "tests_${name}")
    file(GLOB sources CONFIGURE_DEPENDS "*.cpp" "*.h")
    drawbridge_forget_moc_of_other_sources(${target} "${sources}")
    add_executable(${target} ${sources})
    set_target_properties(${target} PROPERTIES AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    drawbridge_link(${target} DEPENDS tests/support ${ARG_DEPENDS} LIBRARIES ${ARG_LIBRARIES})
    drawbridge_warnings(${target})
    foreach(source IN LISTS sources)
        get_filename_component(case "${source}" NAME_WE)
        if(case MATCHES "^tst_" AND source MATCHES "\\.cpp$")
            set(test_name "${folder}/${case}")
            add_test(NAME ${test_name} COMMAND ${target} ${case})
            set_tests_properties(${test_name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
                LABELS "${ARG_LABELS}"
                ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0;DRAWBRIDGE_DATA_DIR=${CMAKE_BINARY_DIR}/data")
        endif()
    endforeach()
endfunction()

# Adds each named subfolder that holds a CMakeLists.txt.
function(drawbridge_folders)
    foreach(folder IN LISTS ARGN)
        if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt")
            add_subdirectory(${folder})
        endif()
    endforeach()
endfunction()
