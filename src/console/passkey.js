// The one script of the console: asks the browser for a passkey and sends what it says as a form.
const form = document.querySelector('form[data-passkey]');
const said = form?.querySelector('[role="status"]');

async function ask() {
  const kind = form.dataset.passkey;
  const options = JSON.parse(form.dataset.options);
  said.textContent = 'Waiting for your passkey …';
  try {
    const credential =
      kind === 'add'
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    said.textContent =
      error.name === 'InvalidStateError'
        ? 'This device has a passkey for this console already.'
        : 'No passkey was used. Try again, or sign in another way.';
  }
}

if (form) {
  if (typeof PublicKeyCredential?.parseRequestOptionsFromJSON === 'function') {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void ask();
    });
  } else said.textContent = 'This browser knows no passkeys. Sign in another way.';
}
