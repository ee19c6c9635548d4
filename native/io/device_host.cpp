#include "native/io/device_host.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>

#include "native/io/miniaudio_config.h"
#include "native/io/planar_buffer.h"
#include "native/io/thread_priority.h"

#include <miniaudio.h>
#if !defined(_WIN32)
#include <dlfcn.h>
#endif

namespace hocket::io {
namespace {

struct Backend {
  const char* name;
  ma_backend id;
};

/// Where a JACK server runs somebody wants it used; without one it is passed over at once.
constexpr std::array backends = {Backend{"jack", ma_backend_jack},     Backend{"pulse", ma_backend_pulseaudio},
                                 Backend{"alsa", ma_backend_alsa},     Backend{"coreaudio", ma_backend_coreaudio},
                                 Backend{"wasapi", ma_backend_wasapi}, Backend{"sndio", ma_backend_sndio}};

#if !defined(_WIN32)
void ignoreAlsa(const char*, int, const char*, int, const char*, ...) {}

/// libjack and libasound print to standard error that there is no server or card, at every attempt. Their loggers are
/// replaced once.
void quietLibraries() {
  using JackLogger = void (*)(const char*);
  using AlsaLogger = void (*)(const char*, int, const char*, int, const char*, ...);
  static std::once_flag once;
  std::call_once(once, [] {
    if (void* jack = dlopen("libjack.so.0", RTLD_NOW | RTLD_NODELETE))
      for (const char* name : {"jack_set_error_function", "jack_set_info_function"})
        if (auto* set = reinterpret_cast<void (*)(JackLogger)>(dlsym(jack, name))) set([](const char*) {});
    if (void* alsa = dlopen("libasound.so.2", RTLD_NOW | RTLD_NODELETE))
      if (auto* set = reinterpret_cast<int (*)(AlsaLogger)>(dlsym(alsa, "snd_lib_error_set_handler"))) set(ignoreAlsa);
  });
}
#else
void quietLibraries() {}
#endif

/// A connection to one audio system, closed when it goes.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() {
    if (ready_) ma_context_uninit(&context_);
  }

  bool open(ma_backend backend) {
    quietLibraries();
    ma_context_config config = ma_context_config_init();
    config.jack.pClientName = "hocket";
    config.jack.tryStartServer = MA_FALSE;
    config.pulse.pApplicationName = "Hocket";
    config.pulse.tryAutoSpawn = MA_FALSE;
    config.threadPriority = ma_thread_priority_realtime;
    ready_ = ma_context_init(&backend, 1, &config, &context_) == MA_SUCCESS;
    return ready_;
  }
  ma_context* get() { return &context_; }

 private:
  ma_context context_{};
  bool ready_ = false;
};

struct DeviceLists {
  ma_device_info* outputs = nullptr;
  ma_device_info* inputs = nullptr;
  ma_uint32 outputCount = 0, inputCount = 0;
};

bool listOf(Context& context, DeviceLists& lists) {
  return ma_context_get_devices(context.get(), &lists.outputs, &lists.outputCount, &lists.inputs, &lists.inputCount) ==
         MA_SUCCESS;
}

/// ALSA's "null" swallows sound without keeping time.
bool isUsable(const ma_device_info& info) {
  return std::string_view(info.name).find("Discard all samples") == std::string_view::npos;
}

void addDevices(Context& context, const Backend& backend, ma_device_type type, const ma_device_info* infos,
                ma_uint32 count, std::vector<DeviceInfo>& all) {
  for (ma_uint32 i = 0; i < count; ++i) {
    if (!isUsable(infos[i])) continue;
    ma_device_info detail = infos[i];
    ma_context_get_device_info(context.get(), type, &infos[i].id, &detail);
    DeviceInfo device{infos[i].name, backend.name, type == ma_device_type_capture, type == ma_device_type_playback,
                      infos[i].isDefault == MA_TRUE};
    if (detail.nativeDataFormatCount > 0) {
      device.sampleRate = detail.nativeDataFormats[0].sampleRate;
      device.channels = static_cast<int>(detail.nativeDataFormats[0].channels);
    }
    all.push_back(std::move(device));
  }
}

}  // namespace

std::vector<DeviceInfo> listDevices() {
  std::vector<DeviceInfo> all;
  for (const Backend& backend : backends) {
    Context context;
    DeviceLists lists;
    if (!context.open(backend.id) || !listOf(context, lists)) continue;
    addDevices(context, backend, ma_device_type_playback, lists.outputs, lists.outputCount, all);
    addDevices(context, backend, ma_device_type_capture, lists.inputs, lists.inputCount, all);
  }
  return all;
}

/// An open device and what its callback needs.
struct DeviceHost::Open {
  Open(const StreamFormat& format, RenderCallback callback)
      : render(callback), out(format.outputChannels, maxFrames), in(format.inputChannels, maxFrames) {}
  ~Open() {
    if (deviceReady) ma_device_uninit(&device);
  }

  static void onData(ma_device* device, void* output, const void* input, ma_uint32 frames) {
    static_cast<Open*>(device->pUserData)
        ->process(static_cast<float*>(output), static_cast<const float*>(input), static_cast<int>(frames));
  }
  static void onNotification(const ma_device_notification* notification) {
    if (notification->type == ma_device_notification_type_stopped)
      static_cast<Open*>(notification->pDevice->pUserData)->stopped.store(true);
  }

  void process(float* output, const float* input, int frames) {
    if (callbacks.fetch_add(1, std::memory_order_relaxed) == 0) realtime.store(raiseThreadPriority());
    for (int done = 0; done < frames;) {
      const int count = std::min(frames - done, maxFrames);
      if (input != nullptr) in.deinterleaveFrom(input + done * in.channels(), count);
      render(out.data(), in.data(), count);
      out.interleaveTo(output + done * out.channels(), count);
      done += count;
    }
  }

  /// Null for the default device; nothing when the one that was asked for is not there. Part of a name is enough.
  std::optional<const ma_device_id*> findOutput(const std::string& name) {
    if (name.empty()) return nullptr;
    DeviceLists lists;
    if (!listOf(context, lists)) return std::nullopt;
    const std::span infos(lists.outputs, lists.outputCount);
    auto found = std::ranges::find_if(infos, [&](const ma_device_info& info) { return name == info.name; });
    if (found == infos.end())
      found = std::ranges::find_if(infos, [&](const ma_device_info& info) {
        return std::string_view(info.name).find(name) != std::string_view::npos;
      });
    if (found == infos.end()) return std::nullopt;
    id = found->id;
    return &id;
  }

  std::string start(const Backend& backend, const StreamFormat& format, const std::string& name) {
    if (!context.open(backend.id)) return "no " + std::string(ma_get_backend_name(backend.id)) + " server or driver";
    const auto output = findOutput(name);
    if (!output) return "no device \"" + name + "\"";
    ma_device_config config =
        ma_device_config_init(format.inputChannels > 0 ? ma_device_type_duplex : ma_device_type_playback);
    config.playback.pDeviceID = *output;
    config.playback.format = config.capture.format = ma_format_f32;
    config.playback.channels = static_cast<ma_uint32>(format.outputChannels);
    config.capture.channels = static_cast<ma_uint32>(format.inputChannels);
    config.sampleRate = static_cast<ma_uint32>(format.sampleRate);
    config.periodSizeInFrames = static_cast<ma_uint32>(format.periodFrames);
    config.performanceProfile = ma_performance_profile_low_latency;
    config.noPreSilencedOutputBuffer = MA_TRUE;
    config.noFixedSizedCallback = MA_TRUE;
    config.noClip = MA_TRUE;
    config.dataCallback = onData;
    config.notificationCallback = onNotification;
    config.pUserData = this;
    ma_result result = ma_device_init(context.get(), &config, &device);
    if (result != MA_SUCCESS)
      return std::string(ma_get_backend_name(backend.id)) + ": " + ma_result_description(result);
    deviceReady = true;
    result = ma_device_start(&device);
    if (result != MA_SUCCESS)
      return std::string(ma_get_backend_name(backend.id)) + ": " + ma_result_description(result);
    backendName = ma_get_backend_name(backend.id);
    return {};
  }

  RenderCallback render;
  PlanarBuffer out, in;
  Context context;  // outlives the device
  ma_device device{};
  ma_device_id id{};
  bool deviceReady = false;
  std::string backendName;
  std::atomic<bool> stopped{false}, realtime{false};
  std::atomic<std::uint64_t> callbacks{0};
};

DeviceHost::DeviceHost(const StreamFormat& format, DeviceOptions options)
    : format_(format), options_(std::move(options)) {}
DeviceHost::~DeviceHost() = default;

Outcome DeviceHost::start(RenderCallback render) {
  stop();
  std::string problems;
  for (const Backend& backend : backends) {
    if (!options_.backend.empty() && options_.backend != backend.name) continue;
    if (ma_is_backend_enabled(backend.id) == MA_FALSE) continue;
    auto open = std::make_unique<Open>(format_, render);
    const std::string problem = open->start(backend, format_, options_.device);
    if (problem.empty()) {
      open_ = std::move(open);
      return {};
    }
    problems += (problems.empty() ? "" : "; ") + problem;
  }
  if (problems.empty()) return {"There is no audio system \"" + options_.backend + "\" here."};
  return {"No sound device could be opened: " + problems + "."};
}

void DeviceHost::stop() { open_.reset(); }

std::uint64_t DeviceHost::callbacks() const { return open_ ? open_->callbacks.load(std::memory_order_relaxed) : 0; }

HostStatus DeviceHost::status() const {
  HostStatus status;
  if (!open_) return status;
  const bool alive = !open_->stopped.load() && ma_device_get_state(&open_->device) == ma_device_state_started;
  status.state = alive ? HostState::running : HostState::stopped;
  status.device = open_->device.playback.name;
  status.backend = open_->backendName;
  status.sampleRate = open_->device.playback.internalSampleRate;
  status.periodFrames = static_cast<int>(open_->device.playback.internalPeriodSizeInFrames);
  status.outputChannels = static_cast<int>(open_->device.playback.internalChannels);
  status.realtime = open_->realtime.load();
  return status;
}

}  // namespace hocket::io
