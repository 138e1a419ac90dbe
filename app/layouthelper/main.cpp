#include "app/layouthelper/graphvizpositions.h"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <pthread.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>

// drawbridge-layout reads graphs on standard input (see layoutrequest.h) and answers each with
//
//   positions COUNT
//   X Y            one line a node, the top left corner
//   end
//
// Anything else ends with exit code 1 and one line on standard error.

namespace {

using namespace drawbridge::layouthelper;

// Graphviz recurses as deep as a graph is long; pages are only used when touched.
constexpr size_t StackBytes = 512UL * 1024 * 1024;
constexpr rlim_t MemoryBytes = 4UL * 1024 * 1024 * 1024;

void *answerRequests(void *failed)
{
    Request request;
    std::string reason;
    std::vector<Position> positions;
    ReadState state = ReadState::Graph;
    while ((state = readRequest(std::cin, request, reason)) == ReadState::Graph) {
        if (!graphvizPositions(request, positions, reason)) {
            state = ReadState::Bad;
            break;
        }
        std::printf("positions %zu\n", positions.size());
        for (const Position &position : positions)
            std::printf("%ld %ld\n", position.x, position.y);
        std::printf("end\n");
    }
    if (state == ReadState::Bad)
        std::fprintf(stderr, "drawbridge-layout: %s\n", reason.c_str());
    *static_cast<bool *>(failed) = state == ReadState::Bad;
    return nullptr;
}

} // namespace

int main()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit noCore {0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
#ifndef __SANITIZE_ADDRESS__
    const rlimit memory {MemoryBytes, MemoryBytes};
    setrlimit(RLIMIT_AS, &memory);
#endif
    std::ios::sync_with_stdio(false);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, StackBytes);
    pthread_t worker;
    bool failed = false;
    if (pthread_create(&worker, &attributes, answerRequests, &failed) != 0) {
        std::fprintf(stderr, "drawbridge-layout: no thread\n");
        return 1;
    }
    pthread_join(worker, nullptr);
    std::fflush(stdout);
    // Skips Graphviz's own clean-up at exit, which only costs time.
    std::_Exit(failed ? 1 : 0);
}
