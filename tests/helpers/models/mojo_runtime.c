/* What a Mojo program without threads needs of Mojo's runtime library, which is not at hand for other processors. */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void *KGEN_CompilerRT_AlignedAlloc(size_t alignment, size_t size) {
    void *memory = NULL;
    if (posix_memalign(&memory, alignment < sizeof(void *) ? sizeof(void *) : alignment, size)) abort();
    return memory;
}

void KGEN_CompilerRT_AlignedFree(void *memory) { free(memory); }

int KGEN_CompilerRT_fprintf(FILE *file, const char *format, ...) {
    va_list values;
    va_start(values, format);
    int n = vfprintf(file, format, values);
    va_end(values);
    return n;
}

void *KGEN_CompilerRT_GetOrCreateGlobal(void) {
    static char room[4096];
    return room;
}

long KGEN_CompilerRT_AsyncRT_ParallelismLevel(void) { return 1; }
void *KGEN_CompilerRT_AsyncRT_GetCurrentCPUDevice(void) { return NULL; }
void *KGEN_CompilerRT_AsyncRT_GetOrCreateCPUDevice(void) { return NULL; }
void KGEN_CompilerRT_AsyncRT_ReleaseCPUDevice(void) {}
void KGEN_CompilerRT_DestroyGlobals(void) {}
void KGEN_CompilerRT_PrintStackTraceOnFault(void) {}
void KGEN_CompilerRT_SetArgV(void) {}
